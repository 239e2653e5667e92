import { describe, expect, it } from "vitest";
import { createCounterpart } from "../../engine/counterpart.ts";
import { createListener } from "../../engine/listener.ts";
import { createMailbox } from "../../engine/mailbox/mailbox.ts";
import { createRandom } from "../../engine/ports.ts";
import { runCheck } from "../../engine/run-check.ts";
import { createSecrets } from "../../engine/secrets.ts";
import { createSession, type Session } from "../../engine/session.ts";
import { createWorld } from "../../engine/surroundings.ts";
import { FORGERIES, type ForgeryId } from "../../kit/jwt/forgeries.ts";
import { GENUINE } from "../../kit/jwt/genuine.ts";
import { objectIn } from "../../kit/jwt/jws.ts";
import { ownKeys } from "../../kit/jwt/own-keys.ts";
import type { Check, Given } from "../../model/check.ts";
import type { JwtSettings } from "../../model/jwt.ts";
import { DEFAULT_POLICY } from "../../model/policy.ts";
import { BROKEN, sound, takes } from "../../testing/broken-verifiers.ts";
import { fakeClock } from "../../testing/clock.ts";
import { face } from "../../testing/face.ts";
import { AUDIENCE, material } from "../../testing/jwt-material.ts";
import { recorderWith } from "../../testing/recorder.ts";
import { target } from "../../testing/targets.ts";
import { forgeryChecks } from "./forgeries.ts";

type Verifier = (token: string) => Promise<boolean>;

const alice = { username: "alice", password: "right" };
const soundly: Verifier = (token) => takes(sound, token, { type: "", body: "" });
const pem = (key: typeof material.signingKey) => String(key.export({ type: "pkcs8", format: "pem" }));
const JWT: JwtSettings = {
  audience: AUDIENCE,
  publicKeys: [material.publicKey],
  publicKeyText: material.publicKeyText ?? "",
  signingKey: pem(material.signingKey),
};

/** Has a check done to a resource that a verifier guards. */
async function run(
  make: (checks: ReturnType<typeof checksAt>) => Check<Session> | undefined,
  verifier: Verifier,
  jwt = JWT,
  another = material.another,
) {
  const clock = { ...fakeClock(), now: () => material.now };
  const secrets = createSecrets();
  secrets.see("accessToken", material.token);
  const recorder = recorderWith({ clock, secrets, secretRoles: ["accessToken"] });
  const listener = createListener({});
  const given: Given = { leewayMs: 0, clockAheadMs: 0, policy: DEFAULT_POLICY, jwt };
  const session = createSession({
    accounts: [alice],
    clock,
    random: createRandom(1, "test"),
    recorder,
    shared: new Map(),
    stock: new Map(),
    surroundings: createWorld(
      target(),
      async () => {},
      () => {},
    ),
    listener,
    mailbox: createMailbox(undefined),
    counterpart: createCounterpart(undefined),
    pause: (waiting) => waiting,
    maxWaitMs: 0,
    ...given,
  });
  const ask = async (_: Session, accessToken: unknown) => {
    const isGood = await verifier(String(accessToken));
    return recorder.record(
      {
        operation: "whoAmI",
        sent: { accessToken },
        request: { kind: "http", method: "GET", url: "http://127.0.0.1:1", headers: [] },
      },
      async () => ({ kind: "http", status: isGood ? 200 : 401, headers: [], body: "" }),
      ({ status }) => ({ outcome: isGood ? "success" : "unauthorized", taken: {}, said: String(status) }),
    );
  };
  try {
    const check = make(checksAt(ask, another));
    if (!check) throw new Error("There is no such check.");
    return { ...(await runCheck(check, session, recorder, given)), labels: secrets.all().map(({ label }) => label) };
  } finally {
    await listener.close();
  }
}

function checksAt(ask: Parameters<typeof forgeryChecks>[0]["whoAmI"], another: string) {
  const own = { ...face, access: async () => material.token, resources: { "at-check-auth": ask } };
  return forgeryChecks(own, "at-check-auth", { refused: ["unauthorized"], another: async () => another });
}

/** Those that take what is at the URL that a token names fetch it. */
const fetching: Verifier = async (token) => {
  const header = objectIn(token.split(".")[0] ?? "");
  const url = [header["jku"], header["x5u"], header["kid"]].find((value) => /^https?:/.test(String(value)));
  if (url === undefined) return soundly(token);
  return fetch(String(url)).then(
    ({ ok }) => ok,
    () => false,
  );
};

const brokenFor = (id: ForgeryId): Verifier =>
  "offers" in FORGERIES[id]
    ? fetching
    : async (token) => (await soundly(token)) || takes(BROKEN[id], token, { type: "", body: "" });

describe.each(Object.keys(FORGERIES) as ForgeryId[])("a check of a forgery: %s", (id) => {
  it("passes a sound server, and accuses a broken one of every token, and of nothing else", async () => {
    const passed = await run((checks) => checks.refusing(FORGERIES)[id], soundly);
    expect(passed.verdict).toEqual({ kind: "pass" });
    const { verdict } = await run((checks) => checks.refusing(FORGERIES)[id], brokenFor(id));
    const attempts = FORGERIES[id].forge(material).map(({ how }) => how);
    expect(verdict).toMatchObject({ kind: "fail", findings: attempts.map((at) => ({ at, expected: "unauthorized" })) });
  });
});

describe("checks of forged tokens", () => {
  it("call each token after the one that it is made of", async () => {
    const { labels } = await run((checks) => checks.refusing(FORGERIES)["alg-none"], soundly);
    expect(labels).toContain("accessToken#1, alg none");
    expect(labels).toContain("accessToken#1, alg nOnE with its signature");
  });

  it("are blocked where not even a good token is taken, or not what the right key has signed", async () => {
    const none = await run(
      (checks) => checks.refusing(FORGERIES)["alg-none"],
      async () => false,
    );
    expect(none.verdict.kind).toBe("blocked");
    const ownAlone = await run(
      (checks) => checks.refusing(FORGERIES)["no-exp"],
      async (token) => token === material.token,
    );
    expect(ownAlone.verdict).toMatchObject({ kind: "blocked", findings: [{ at: "signed by the right key" }] });
  });

  it.each(["key-at-jku", "key-at-x5u", "key-at-kid"] as const)("notice what a server fetches: %s", async (id) => {
    const make = (checks: ReturnType<typeof checksAt>) => checks.fetchingNothing(FORGERIES)[id];
    expect((await run(make, soundly)).verdict).toEqual({ kind: "pass" });
    const { verdict, exchanges } = await run(make, fetching);
    expect(verdict).toMatchObject({ kind: "fail" });
    const actual = "findings" in verdict ? verdict.findings.map((finding) => finding.actual) : [];
    const count = FORGERIES[id].forge(material).length;
    expect(actual).toEqual([
      ...Array(count).fill("it was fetched: GET by node"),
      ...Array(count).fill("it was fetched: a handshake of TLS"),
    ]);
    expect(exchanges.some(({ fetched }) => fetched?.length === 1)).toBe(true);
  });

  it("accuse nobody whose two good tokens are one", async () => {
    const make = (checks: ReturnType<typeof checksAt>) => checks.refusing(FORGERIES)["signature-of-another-token"];
    const { verdict } = await run(make, soundly, JWT, material.token);
    expect(verdict).toMatchObject({ kind: "not-tested", reason: "the target gave the same token twice" });
  });

  it("are not tested with keys that are not the target's", async () => {
    const jwt = { ...JWT, signingKey: pem(ownKeys().rsa) };
    const { verdict } = await run((checks) => checks.refusing(FORGERIES)["no-exp"], soundly, jwt);
    expect(verdict).toMatchObject({
      kind: "not-tested",
      reason: expect.stringContaining("signingKey is not the key of"),
    });
  });

  it("want those tokens taken that are as they must be", async () => {
    const make = (checks: ReturnType<typeof checksAt>) => checks.taking(GENUINE)["aud-in-a-list"];
    expect((await run(make, soundly)).verdict).toEqual({ kind: "pass" });
    const noLists: Verifier = async (token) =>
      typeof objectIn(token.split(".")[1] ?? "")["aud"] === "string" && soundly(token);
    expect((await run(make, noLists)).verdict).toMatchObject({ kind: "fail", findings: [{}, {}] });
  });
});
