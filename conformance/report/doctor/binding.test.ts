import { describe, expect, it } from "vitest";
import type { Exchange } from "../../model/exchange.ts";
import { exchange, type Otherwise } from "../../testing/exchanges.ts";
import { login, saidOf, surveyed } from "../../testing/surveys.ts";
import { canBeTested } from "./examine.ts";

const alice = { username: "alice", password: "hunter22" };
const bob = { username: "bob", password: "hunter33" };
const asked = (otherwise: Otherwise): Exchange => exchange({ operation: "login", ...otherwise });
/** Two users who cannot log in, for the same reason. */
const failing = (failed: Exchange, target = {}) => {
  const accounts = [alice, bob].map((account) => ({ account, exchanges: [failed], failed }));
  return surveyed({ accounts, usable: [], target: { accounts: [alice, bob], ...target } });
};
const OWN = {
  wire: {
    login: {
      method: "POST",
      path: "/signin",
      outcomes: { success: { status: "200" } },
      take: { token: { at: "/data/t" } },
    },
  },
};

describe("a login that is bound otherwise than it is", () => {
  it.each<[string, Exchange, object, string]>([
    [
      "another path",
      asked({ outcome: "refused", response: { status: 404 } }),
      {},
      "wrong: login: POST http://127.0.0.1:1/login said 404: nothing is there. Is it spelt otherwise there than as /login by the protocol? Then write wire.login in a target file.",
    ],
    [
      "another method",
      asked({ outcome: "refused", response: { status: 405 } }),
      OWN,
      "wrong: login: POST http://127.0.0.1:1/login said 405: not with that method. See wire.login in the target file.",
    ],
    [
      "another answer",
      asked({ outcome: "unrecognized", response: { body: '{"data":{"t":"secret"},"a":[1]}' } }),
      {},
      "said 200 with /data/t, /a/0, which is no outcome of it: success is 200 with something at /token; failure is 401.",
    ],
    [
      "a pointer that finds nothing",
      asked({ response: { body: '{"data":{"token":"secret"}}' } }),
      OWN,
      "wrong: login: a success, but take.token: /data/t finds nothing; the body has /data/token. See wire.login in the target file.",
    ],
  ])("is told once, and not again of each user: %s", (_, failed, target, message) => {
    const survey = failing(failed, target);
    expect(saidOf("binding", survey)).toEqual([expect.stringContaining(message)]);
    expect(saidOf("accounts", survey)).toEqual([]);
  });

  it("is told also where everybody can log in, but an expiry is not found", () => {
    const account = { account: alice, exchanges: [{ ...login, taken: { token: "t" } }] };
    expect(saidOf("binding", surveyed({ accounts: [account] }))).toEqual([
      expect.stringMatching(/^look: login: a success, but take\.expiresAt: \/expires finds nothing; the answer has /),
    ]);
  });
});

describe("what is not there", () => {
  const missing = (operation: string) => exchange({ operation, outcome: "refused", response: { status: 404 } });

  it("is one message where nothing is there", () => {
    const failed = missing("login");
    const survey = { ...failing(failed), probes: [missing("whoAmI")] };
    expect(saidOf("binding", survey)).toEqual([
      expect.stringMatching(/^wrong: nothing is there: .* Is the path in the address right\?/),
    ]);
  });

  it("is named where it is one operation that no login asks", () => {
    expect(saidOf("binding", surveyed({ probes: [missing("whoAmI")] }))).toEqual([
      expect.stringMatching(/^look: whoAmI: POST http:\S+ said 404: nothing is there\. Is it spelt otherwise/),
    ]);
  });

  it.each<[string, Otherwise]>([
    ["it is refused", { outcome: "refused", response: { status: 401 } }],
    ["its body is malformed", { outcome: "refused", response: { status: 422 } }],
    ["it succeeds without yielding anything", { outcome: "success" }],
    ["the server fails", { outcome: "serverError", response: { status: 500 } }],
    ["there were too many requests", { outcome: "rateLimited", response: { status: 429 } }],
  ])("is not an operation that is asked with nothing in it, and where %s", (_, otherwise) => {
    expect(saidOf("binding", surveyed({ probes: [exchange({ operation: "whoAmI", ...otherwise })] }))).toEqual([
      expect.stringMatching(/^fine: login/),
    ]);
  });
});

describe("a step before an operation", () => {
  const step = exchange({ step: "before login", outcome: "refused", said: "404 no", response: { status: 404 } });

  it("that fails is why an account cannot log in, and is no account's fault", () => {
    const account = { account: alice, exchanges: [step], failed: step, why: "before login, GET /csrf said 404 no" };
    const survey = surveyed({ accounts: [account], usable: [] });
    expect(saidOf("accounts", survey)).toEqual([
      "wrong: alice cannot log in: before login, GET /csrf said 404 no. See before: in the target file.",
    ]);
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

describe("accounts", () => {
  it.each<[string, Otherwise, string]>([
    [
      "a wrong password",
      { outcome: "failure", said: "401" },
      "wrong: alice cannot log in: login said failure: 401. Check the name and the password.",
    ],
    [
      "another form",
      { outcome: "refused", response: { status: 422 } },
      "and whether it asks for a login in another form.",
    ],
    ["a server's failure", { outcome: "serverError", response: { status: 500 } }, "Look into the server's log."],
    ["too many logins", { outcome: "rateLimited", response: { status: 429 } }, "Wait until it takes logins again"],
    ["a token of another type", { taken: { token: 1, expiresAt: 1 } }, "of another type than a token"],
  ])("that cannot log in are told apart: %s", (_, otherwise, message) => {
    const said = saidOf("accounts", failing(asked(otherwise)));
    expect(said).toHaveLength(2);
    expect(said[0]).toContain(message);
    expect(said[1]).toContain("bob cannot log in");
  });

  it("that can are named, and those that are one user", () => {
    const note = "alice and bob are one user: the target knows both as al.";
    expect(
      saidOf("accounts", surveyed({ usable: [alice, bob, { ...bob, username: "carol" }], notes: [note] })),
    ).toEqual(["fine: alice, bob and carol can log in", `look: ${note}`]);
  });

  it("are needed", () => {
    const notes = ["no account is given. Give some: --account USER:PASSWORD"];
    expect(saidOf("accounts", surveyed({ target: { accounts: [] }, accounts: [], usable: [], notes }))).toEqual([
      `wrong: ${notes[0]}`,
    ]);
  });

  it.each([
    ["registration", {}, "by the registration that is offered"],
    ["a command", { "create-account": async () => {} }, "by the command of provision:"],
  ])("are made by a test where there is %s, and the doctor says so", (_, hooks, by) => {
    const survey = surveyed({ target: { accounts: [], hooks }, accounts: [], usable: [], makesAccounts: true });
    expect(saidOf("accounts", survey)).toEqual([`fine: none is given; a test makes its own, ${by}`]);
    expect(saidOf("lifetimes", survey)).toEqual([expect.stringMatching(/^fine: only a login tells them: /)]);
    expect(saidOf("clock", survey)).toEqual([]);
    expect(canBeTested(survey)).toBe(true);
  });

  it("mean nothing where anything is served", () => {
    expect(saidOf("accounts", surveyed({ observed: { clockAheadMs: 0, servesAnything: true } }))).toEqual([
      "fine: alice can log in",
      expect.stringContaining("wrong: a wrong password and a garbage token are served like right ones"),
    ]);
  });
});
