import { describe, expect, it } from "vitest";
import { isText, prepared } from "../kit/prepared.ts";
import type { Account, Target } from "../model/target.ts";
import { fakeClock } from "../testing/clock.ts";
import { type FakeServer, type FakeSession, fakeSuite } from "../testing/fake-suite.ts";
import { target } from "../testing/targets.ts";
import { provision } from "./provision.ts";
import { createSecrets } from "./secrets.ts";
import type { Registration } from "./suite.ts";

const alice = { username: "alice", password: "right" };
const MADE: FakeServer = async () => ({ outcome: "success", taken: { token: "made" }, said: "200" });
const REFUSED: FakeServer = async () => ({ outcome: "refused", taken: {}, said: "403 closed" });
const REMEDY = "Give some: --account USER:PASSWORD, or accounts: in the target file.";

/** Has accounts of a target that registers as told; `asked` are the users that were registered. */
async function start(
  otherwise: Partial<Target>,
  { registration, server = MADE }: { registration?: Registration; server?: FakeServer } = {},
) {
  const asked: unknown[] = [];
  const { suite } = fakeSuite(async (operation, sent) => {
    asked.push(sent["username"]);
    return server(operation, sent);
  }, {});
  const clock = fakeClock();
  const secrets = createSecrets();
  const whole = target(otherwise);
  const way = suite.open(whole, { clock, maxWaitMs: 0 });
  const registering = {
    ...suite,
    ...(registration && { registration: async () => registration }),
    register: async ({ ask }: FakeSession, account: Account) =>
      void prepared(await ask("register", { ...account }), "token", isText),
  };
  return { asked, secrets, provisioned: await provision(registering, way, whole, { clock, secrets }) };
}

describe("accounts that are given", () => {
  it("are enough: none is made, whatever the target offers", async () => {
    const { asked, provisioned } = await start({ accounts: [alice] }, { registration: "offered" });
    expect(asked).toEqual([]);
    expect(provisioned).toEqual({ accounts: [alice], made: [], notes: [], registration: "offered" });
  });
});

describe("where no account is given", () => {
  it("three are made by the protocol's own registration, one of them with a long password", async () => {
    const { asked, provisioned, secrets } = await start({}, { registration: "offered" });
    const { accounts, made, notes } = provisioned;
    expect(asked).toEqual(made.map(({ username }) => username));
    expect(accounts).toEqual(made);
    expect(new Set(asked).size).toBe(3);
    expect(new Set(made.map(({ password }) => password)).size).toBe(3);
    expect(made.map(({ password }) => password.length)).toEqual([140, 20, 20]);
    expect(notes).toEqual([]);
    expect(secrets.all().map(({ value }) => value)).toEqual(
      expect.arrayContaining(made.map(({ password }) => password)),
    );
  });

  it("the command of the target's file goes before registration, and is told name and password", async () => {
    const told: object[] = [];
    const hooks = { "create-account": async (values: object) => void told.push(values) };
    const { asked, provisioned } = await start({ hooks }, { registration: "offered" });
    expect(asked).toEqual([]);
    expect(provisioned.made).toHaveLength(3);
    expect(told).toEqual(provisioned.made);
  });

  it.each(["absent", "dear"] as const)(
    "and registration is %s, that is said, with the remedy",
    async (registration) => {
      const { asked, provisioned } = await start({}, { registration });
      expect(asked).toEqual([]);
      expect(provisioned).toEqual({ accounts: [], made: [], registration, notes: [`no account is given. ${REMEDY}`] });
    },
  );

  it("and the protocol has no registration, that is said too", async () => {
    const { provisioned } = await start({});
    expect(provisioned).toEqual({ accounts: [], made: [], notes: [`no account is given. ${REMEDY}`] });
  });
});

describe("where an account cannot be made", () => {
  it("it is said what the target said", async () => {
    const { provisioned } = await start({}, { registration: "offered", server: REFUSED });
    expect(provisioned.made).toEqual([]);
    expect(provisioned.notes).toEqual([`no account is given, and none could be made: refused: 403 closed. ${REMEDY}`]);
  });

  it("it is said that nothing answered", async () => {
    const { provisioned } = await start({}, { registration: "offered", server: async () => undefined });
    expect(provisioned.notes).toEqual([
      expect.stringMatching(
        /none could be made: http:\/\/127\.0\.0\.1:1 did not answer: .* Is the server running there\?/,
      ),
    ]);
  });

  it("it is said how the command failed, whatever it threw", async () => {
    const hooks = { "create-account": () => Promise.reject(new TypeError("no such table")) };
    const { provisioned } = await start({ hooks });
    expect(provisioned.notes).toEqual([
      `no account is given, and none could be made: hooks.create-account failed: no such table. ${REMEDY}`,
    ]);
  });

  it("those made before are used, and removed in the end", async () => {
    let made = 0;
    const server: FakeServer = (...asked) => (++made > 1 ? REFUSED : MADE)(...asked);
    const { provisioned } = await start({}, { registration: "offered", server });
    expect(provisioned.accounts).toHaveLength(1);
    expect(provisioned.made).toEqual(provisioned.accounts);
    expect(provisioned.notes).toEqual([
      `no account is given, and only 1 of 3 accounts could be made: refused: 403 closed. ${REMEDY}`,
    ]);
  });
});
