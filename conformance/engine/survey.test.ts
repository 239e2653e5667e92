import { expect, it } from "vitest";
import type { Check } from "../model/check.ts";
import { fakeClock } from "../testing/clock.ts";
import { type FakeServer, type FakeSession, fakeSuite } from "../testing/fake-suite.ts";
import { target } from "../testing/targets.ts";
import { createSecrets } from "./secrets.ts";
import type { Registration } from "./suite.ts";
import { survey } from "./survey.ts";

const alice = { username: "alice", password: "right" };
const needy: Check<FakeSession> = { needs: ["second-account"], act: async () => ({}), judge: () => [] };
const catalogue = { "hmail.a": { one: { act: needy.act, judge: needy.judge }, two: needy } };

/** A look at a server with an operation that no login asks; `asked` are the operations in their order. */
async function look(server: FakeServer, accounts = [alice], offers?: Registration) {
  const asked: string[] = [];
  const { suite, isClosed } = fakeSuite(async (operation, sent) => {
    asked.push(operation);
    return server(operation, sent);
  }, catalogue);
  const operation = { method: "GET", path: "/", outcomes: {}, take: {} };
  const operations = { login: operation, logout: operation, whoAmI: operation };
  const secrets = createSecrets();
  const registration = async ({ ask }: FakeSession) => {
    await ask("register?");
    return offers ?? "absent";
  };
  const whole = { ...suite, operations, ...(offers && { registration }) };
  const seen = await survey(whole, target({ accounts }), 60_000, { clock: fakeClock(), secrets });
  return { asked, isClosed, seen, secrets };
}
const friendly: FakeServer = async (_, { username }) => ({
  outcome: "success",
  taken: { token: `${username}'s` },
  said: "",
});

it("a survey logs in, asks every operation that this leaves out, and plans", async () => {
  const { asked, seen, isClosed, secrets } = await look(friendly);
  expect(asked).toEqual(["login", "logout", "whoAmI"]);
  expect(seen.probes.map(({ operation, sent }) => [operation, sent])).toEqual([
    ["logout", {}],
    ["whoAmI", {}],
  ]);
  expect(seen.planned.map(({ id, verdict }) => [id, verdict?.kind])).toEqual([
    ["hmail.a/one", undefined],
    ["hmail.a/two", "not-tested"],
  ]);
  expect(seen).toMatchObject({ usable: [alice], waits: [], maxWaitMs: 60_000 });
  expect(secrets.all().map(({ value }) => value)).toContain("right");
  expect(isClosed()).toBe(true);
});

it("a survey without an account asks every operation all the same, and plans nothing", async () => {
  const { asked, seen } = await look(friendly, []);
  expect(asked).toEqual(["login", "logout", "whoAmI"]);
  expect(seen.planned).toEqual([]);
});

it.each([
  ["with an account", [alice]],
  ["without one", []],
])("a survey asks once where nothing answers: %s", async (_, accounts) => {
  const { asked, seen, isClosed } = await look(async () => undefined, accounts);
  expect(asked).toEqual(["login"]);
  expect(seen.usable).toEqual([]);
  expect(isClosed()).toBe(true);
});

it.each([
  ["offered", true, 2],
  ["absent", false, 0],
] as const)(
  "a survey without an account plans for those that a test would make: %s",
  async (offers, makes, planned) => {
    const { seen, asked } = await look(friendly, [], offers);
    expect(asked).toEqual(["register?", "login", "logout", "whoAmI"]);
    expect(seen.makesAccounts).toBe(makes);
    expect(seen.planned.filter(({ verdict }) => !verdict)).toHaveLength(planned);
    expect(seen.notes).toEqual(makes ? [] : [expect.stringMatching(/^no account is given, and the target makes none/)]);
  },
);
