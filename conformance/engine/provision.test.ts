import { describe, expect, it } from "vitest";
import { prepared } from "../kit/prepared.ts";
import { CannotTest } from "../model/errors.ts";
import type { Account, Target } from "../model/target.ts";
import { fakeClock } from "../testing/clock.ts";
import { type FakeServer, fakeSuite } from "../testing/fake-suite.ts";
import { target } from "../testing/targets.ts";
import { provision } from "./provision.ts";
import { createSecrets } from "./secrets.ts";
import type { Registration } from "./suite.ts";

const alice: Account = { username: "alice", password: "right" };
const welcome: FakeServer = async () => ({ outcome: "success", taken: { name: "x" }, said: "200" });

interface Given {
  registration?: Registration;
  server?: FakeServer;
  target?: Partial<Target>;
}

/** Provisions accounts; `asked` are the operations in their order. */
async function start({ registration, server = welcome, target: otherwise }: Given) {
  const asked: string[] = [];
  const { suite } = fakeSuite((operation, sent) => {
    asked.push(operation);
    return server(operation, sent);
  }, {});
  const registering = {
    ...suite,
    registration: async ({ ask }: { ask: (operation: string) => Promise<unknown> }) => {
      await ask("policy");
      return registration ?? "absent";
    },
    register: async ({ ask }: Parameters<typeof suite.observe>[0], account: Account) => {
      prepared(await ask("register", { ...account }), "name", (value): value is string => value === "x");
    },
  };
  const clock = fakeClock();
  const secrets = createSecrets();
  const whole = target(otherwise);
  const used = registration ? registering : suite;
  const came = await provision(used, used.open(whole, { clock, maxWaitMs: 0 }), whole, { clock, secrets });
  return { ...came, asked, secrets: secrets.all().map(({ value }) => value) };
}

describe("accounts of a run", () => {
  it("are those that are given; whether the target makes some is asked all the same", async () => {
    const came = await start({ registration: "offered", target: { accounts: [alice] } });
    expect(came).toMatchObject({ accounts: [alice], made: [], registration: "offered", notes: [] });
    expect(came.asked).toEqual(["policy"]);
  });

  it("are made by registration where none are given, no two alike, one with a password of more than 128 bytes", async () => {
    const came = await start({ registration: "offered" });
    expect(came.asked).toEqual(["policy", "register", "register", "register"]);
    expect(came.made).toEqual(came.accounts);
    expect(came.notes).toEqual([]);
    const passwords = came.made.map(({ password }) => password);
    expect(new Set(came.made.map(({ username }) => username)).size).toBe(3);
    expect(new Set(passwords.map((password) => password.slice(0, 16))).size).toBe(3);
    expect(Math.max(...passwords.map(({ length }) => length))).toBeGreaterThan(128);
    expect(came.secrets).toEqual(expect.arrayContaining(passwords));
  });

  it("have passwords that no other run draws", async () => {
    const [one, other] = [await start({ registration: "offered" }), await start({ registration: "offered" })];
    expect(one.made[0]?.password).not.toBe(other.made[0]?.password);
  });

  it("are made by the command of the target file, whatever the target offers", async () => {
    const created: unknown[] = [];
    const hooks = { "create-account": async (values: unknown) => void created.push(values) };
    const came = await start({ registration: "absent", target: { hooks } });
    expect(came.asked).toEqual(["policy"]);
    expect(created).toEqual(came.made);
    expect(came.made).toHaveLength(3);
  });

  it.each<[Registration | undefined, string]>([
    [undefined, "no account is given. Give some: --account USER:PASSWORD, or accounts: or provision: in the target"],
    ["absent", "no account is given, and the target makes none: it offers no registration. Give some: --account "],
    ["dear", "no account is given, and to make one the target asks for more work than a run can do. Give some: "],
  ])("are missed where none are given and registration is %s, with the remedy", async (registration, note) => {
    const came = await start(registration ? { registration } : {});
    expect(came).toMatchObject({ accounts: [], made: [], notes: [expect.stringContaining(note)] });
  });

  it.each<[string, Given, string]>([
    [
      "the target makes none",
      { server: async () => ({ outcome: "refused", taken: {}, said: "400 no" }) },
      "no account could be made: GET http://127.0.0.1:1/ said refused: 400 no. Give some: --account ",
    ],
    [
      "nothing answers",
      { server: async () => undefined },
      "no account could be made: http://127.0.0.1:1 did not answer: connect ECONNREFUSED (unreachable). Is the server",
    ],
    [
      "the command fails",
      { target: { hooks: { "create-account": () => Promise.reject(new CannotTest("it failed with 1: no")) } } },
      "no account could be made: it failed with 1: no. Give some: --account ",
    ],
  ])("are missed where %s, with the reason", async (_, given, note) => {
    const came = await start({ registration: "offered", ...given });
    expect(came).toMatchObject({ accounts: [], notes: [expect.stringContaining(note)] });
  });

  it("are as many as could be made", async () => {
    let left = 2;
    const create = () => (left-- > 0 ? Promise.resolve() : Promise.reject(new CannotTest("enough")));
    const came = await start({ registration: "absent", target: { hooks: { "create-account": create } } });
    expect(came.made).toHaveLength(2);
    expect(came.notes).toEqual([expect.stringMatching(/^only 2 of 3 accounts could be made: enough\. /)]);
  });
});
