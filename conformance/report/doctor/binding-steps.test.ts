import { describe, expect, it } from "vitest";
import { exchange } from "../../testing/exchanges.ts";
import { login, saidOf, surveyed } from "../../testing/surveys.ts";

const alice = { username: "alice", password: "hunter22" };
const bob = { username: "bob", password: "hunter33" };

describe("a step before an operation", () => {
  const step = exchange({ step: "before login", outcome: "refused", said: "404 no", response: { status: 404 } });

  it("that no login gets past is told once, and is no account's fault", () => {
    const why = "before login, GET /csrf said 404 no";
    const accounts = [alice, bob].map((account) => ({ account, exchanges: [step], failed: step, why }));
    const survey = surveyed({ accounts, usable: [], probes: [step] });
    expect(saidOf("binding", survey)).toEqual([`wrong: ${why}. See before: in the target file.`]);
    expect(saidOf("accounts", survey)).toEqual([]);
  });

  it("that fails before an operation which no login asks is to be looked at", () => {
    expect(saidOf("binding", surveyed({ probes: [step] }))).toEqual([
      "look: before login, POST http://127.0.0.1:1/login said 404 no. See before: in the target file.",
    ]);
  });

  it("that went well is not named among the operations", () => {
    const went = exchange({ step: "before login" });
    const survey = surveyed({ accounts: [{ account: alice, exchanges: [went, login] }], probes: [] });
    expect(saidOf("binding", survey)).toEqual(["fine: login are where they should be"]);
  });
});
