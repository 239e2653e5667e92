import { describe, expect, it } from "vitest";
import type { Check, Feature } from "../model/check.ts";
import type { Target } from "../model/target.ts";
import { target } from "../testing/targets.ts";
import { plan, select } from "./plan.ts";
import type { Observed } from "./suite.ts";

const check = (needs?: Check["needs"]): Check => ({ act: async () => ({}), judge: () => [], ...(needs && { needs }) });
const CATALOGUE = {
  "mail.login": { "no-password": check(), "no-username": check() },
  "mail.login-twice": { "same-second": check() },
  "mail.sub.logout": { "no-token": check() },
};
const JWK = { kty: "RSA" };
const ALL = [
  "mail.login/no-password",
  "mail.login/no-username",
  "mail.login-twice/same-second",
  "mail.sub.logout/no-token",
];

describe("a selection", () => {
  const LOGIN = ALL.slice(0, 2);
  it.each([
    ["nothing said", [], [], ALL],
    ["a check", ["mail.login/no-password"], [], [ALL[0]]],
    ["a requirement, which takes its checks, and no other that begins the same", ["mail.login"], [], LOGIN],
    ["* within a segment", ["mail.*"], [], ALL.slice(0, 3)],
    ["* in the middle of a segment", ["mail.log*"], [], ALL.slice(0, 3)],
    ["* does not cross a dot", ["*.logout"], [], []],
    ["* does not cross a slash", ["mail.login*no-password"], [], []],
    ["* in a circumstance", ["mail.login/no-*"], [], LOGIN],
    ["** across everything", ["**/no-*"], [], [...LOGIN, ALL[3]]],
    ["** across dots", ["mail**logout"], [], [ALL[3]]],
    ["** alone", ["**"], [], ALL],
    ["several", ["mail.sub.logout", "mail.login/no-username"], [], [ALL[1], ALL[3]]],
    ["a dot that is a dot", ["mailxlogin"], [], []],
    ["what other patterns mean", ["mail.(login|x)", "[a-z]**"], [], []],
    ["--skip alone", [], ["mail.login"], ALL.slice(2)],
    ["--skip against --only", ["mail.login"], ["**/no-username"], [ALL[0]]],
    ["nothing that there is", ["mail.logn"], [], []],
  ])("takes, for %s, the checks that fit", (_, only, skip, ids) => {
    expect(select(CATALOGUE, { only, skip }).map(({ id }) => id)).toEqual(ids);
  });
});

it("what measures times is selected only where that is asked for, whatever the globs say", () => {
  const catalogue = {
    "mail.login": { ...CATALOGUE["mail.login"], sample: { ...check(), statistical: true as const } },
  };
  const ids = (statistical?: boolean, only: string[] = []) =>
    select(catalogue, { only, skip: [], ...(statistical !== undefined && { statistical }) }).map(({ id }) => id);
  expect(ids(true)).toEqual([...ALL.slice(0, 2), "mail.login/sample"]);
  expect(ids(false)).toEqual(ALL.slice(0, 2));
  expect(ids()).toEqual(ALL.slice(0, 2));
  expect(ids(undefined, ["mail.login/sample"])).toEqual([]);
});

describe("a plan", () => {
  const planned = (needs: Check["needs"], otherwise: Partial<Target> = {}, observed: Partial<Observed> = {}) => {
    const selected = select({ "mail.login": { "no-password": check(needs) } }, { only: [], skip: [] });
    return plan(selected, target(otherwise), { clockAheadMs: 0, ...observed }, 60_000)[0]?.verdict;
  };
  const operation = { method: "GET", path: "/", outcomes: {}, take: {} };
  const account = { username: "a", password: "b" };

  it.each<[Check["needs"], Partial<Target>, Partial<Observed>]>([
    [undefined, {}, {}],
    [["default-wire"], {}, {}],
    [["second-account"], { accounts: [account, account] }, {}],
    [["short-access-lifetime"], {}, { accessMs: 60_000 }],
    [["short-refresh-lifetime"], {}, { refreshMs: 1 }],
    [["public-key"], { jwt: { publicKeys: [JWK] } }, {}],
    [["public-key"], {}, { publicKeys: [JWK] }],
    [["declared-issuer", "declared-audience"], { jwt: { issuer: "a", audience: "b" } }, {}],
    [["listener"], {}, {}],
    [["listener"], { url: "https://auth.example", listen: { host: "suite.example" } }, {}],
  ])("lets a check run whose needs are met: %j", (needs, otherwise, observed) => {
    expect(planned(needs, otherwise, observed)).toBeUndefined();
  });

  it.each<[NonNullable<Check["needs"]>[number], Partial<Target>, Partial<Observed>, string]>([
    ["second-account", { accounts: [account] }, {}, "--account USER:PASSWORD twice"],
    ["short-access-lifetime", {}, {}, "start the target with a short lifetime"],
    ["short-access-lifetime", {}, { accessMs: 60_001 }, "within --max-wait"],
    ["short-refresh-lifetime", {}, { accessMs: 1 }, "start the target with a short lifetime"],
    ["public-key", {}, { publicKeys: [] }, "publicKey in the target file"],
    ["signing-key", { jwt: { publicKeys: [JWK] } }, {}, "signingKey in the target file"],
    ["declared-issuer", {}, {}, "issuer in the target file"],
    ["declared-audience", {}, {}, "audience in the target file"],
    ["listener", { url: "https://auth.example" }, {}, "listen.host in the target file"],
  ])("says what to declare where %s is not met", (need, otherwise, observed, remedy) => {
    const verdict = planned([need], otherwise, observed);
    expect(verdict).toEqual({ kind: "not-tested", need, reason: expect.stringMatching(/^needs /) });
    expect(verdict).toMatchObject({ reason: expect.stringContaining(remedy) });
  });

  it("leaves out what is about a part, or a wire, that the target does not have", () => {
    const bound = planned(["default-wire"], { wire: { login: operation } }, {});
    expect(bound).toEqual({ kind: "not-applicable", feature: expect.stringContaining("the protocol's own wire") });
    expect(planned(["default-wire"], { wire: { login: operation }, ownWire: "cookies" }, {})).toBeUndefined();
    const selected = select({ "mail.login": { "no-password": check(["cookie-tokens"]) } }, { only: [], skip: [] });
    const planFor = (features: readonly Feature[]) =>
      plan(selected, target(), { clockAheadMs: 0 }, 60_000, new Set(features))[0]?.verdict;
    expect(planFor([])).toEqual({ kind: "not-applicable", feature: "tokens in cookies" });
    expect(planFor(["cookie-tokens"])).toBeUndefined();
  });
});
