import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../model/policy.ts";
import { exchange, type Otherwise } from "../../testing/exchanges.ts";
import { evidence, judged } from "../../testing/judging.ts";
import { issuedTokens, livesAsDeclared, neverRepeat } from "./issued.ts";
import { isReadable } from "./readable.ts";
import { refusalsBringNone } from "./refusals.ts";
import { haveOneWinner } from "./registration.ts";
import { bringsAnother, keepsItsClaims, renewalsKeepTheirClaims } from "./sliding.ts";
import { subjects, subjectsDiffer } from "./subjects.ts";

const GIVEN = { leewayMs: 0, clockAheadMs: 0, policy: DEFAULT_POLICY, jwt: {} };
const NOW = 1_795_000_000_000;
const CLAIMS = { iss: "api", sub: 7, aud: "web", iat: NOW / 1000, exp: NOW / 1000 + 3600 };

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (claims: object = {}) => `${part({ alg: "RS256", typ: "JWT" })}.${part({ ...CLAIMS, ...claims })}.c2ln`;
const bringing = (claims: object = {}, otherwise: Otherwise = {}): Otherwise => ({
  operation: "account",
  startedAt: NOW,
  taken: { accessToken: jwt(claims) },
  request: { method: "GET" },
  ...otherwise,
});

describe("every token of a run", () => {
  const all = { ...issuedTokens, "getnative.token-names-its-account": subjects["getnative.token-names-its-account"] };
  const find = (id: keyof typeof all, otherwise: Otherwise) =>
    judged(all[id]["the-whole-run"], { answer: otherwise }).judge;

  it.each([
    ["getnative.token-is-a-compact-jws", { taken: { accessToken: `"${jwt()}"` } }],
    ["getnative.token-is-a-compact-jws", { taken: { accessToken: `${jwt()}=` } }],
    ["getnative.token-names-its-issuer", bringing({ iss: undefined })],
    ["getnative.token-names-its-account", bringing({ sub: { id: 7 } })],
    ["getnative.token-names-its-account", bringing({ sub: 1.5 })],
    ["getnative.token-names-its-audience", bringing({ aud: [] })],
    ["getnative.token-names-its-audience", bringing({ aud: undefined })],
    ["getnative.expiry-is-a-numeric-date", bringing({ exp: String(NOW + 3_600_000) })],
    ["getnative.expiry-is-a-numeric-date", bringing({ exp: NOW + 3_600_000 })],
    ["getnative.lifetime-is-as-declared", bringing({ exp: NOW / 1000 + 7200 })],
    ["getnative.token-tells-when-it-was-issued", bringing({ iat: NOW / 1000 - 60 })],
    ["getnative.token-tells-when-it-was-issued", bringing({ iat: NOW })],
  ] as const)("is judged by %s", (id, otherwise) => {
    expect(find(id, bringing())).toEqual([]);
    expect(find(id, otherwise)).toHaveLength(1);
  });

  it("may name its account by a text, its audience by a list, and be for nobody in particular", () => {
    expect(find("getnative.token-names-its-account", bringing({ sub: "7f" }))).toEqual([]);
    expect(find("getnative.token-names-its-audience", bringing({ aud: ["web", "app"] }))).toEqual([]);
    expect(find("getnative.token-names-its-audience", bringing({ aud: "" }))).toEqual([]);
  });

  it("lives an hour, or as long as the target declares, to a second", () => {
    const token = (seconds: number) => exchange(bringing({ exp: NOW / 1000 + seconds }));
    expect(livesAsDeclared(token(3599), GIVEN)).toEqual([]);
    expect(livesAsDeclared(token(60), { ...GIVEN, accessMs: 60_000 })).toEqual([]);
    expect(livesAsDeclared(token(58), { ...GIVEN, accessMs: 60_000 })).toHaveLength(1);
    expect(livesAsDeclared(token(70), { ...GIVEN, accessMs: 60_000, clockAheadMs: 10_000 })).toEqual([]);
  });

  it("comes once", () => {
    expect(neverRepeat(evidence({ one: bringing(), other: bringing({ jti: 2 }) }))).toEqual([]);
    expect(neverRepeat(evidence({ one: bringing(), other: bringing() })).map(({ at }) => at)).toEqual(["other"]);
  });

  it("of a registration names an account that none before it named", () => {
    const made = (sub: unknown) => bringing({ sub }, { operation: "register" });
    expect(subjectsDiffer(evidence({ one: made(1), other: made(2) }))).toEqual([]);
    expect(subjectsDiffer(evidence({ one: made(1), other: made(1) })).map(({ at }) => at)).toEqual(["other"]);
    const failed = { ...made(1), outcome: "refused" };
    expect(subjectsDiffer(evidence({ one: made(1), other: failed }))).toEqual([]);
  });
});

describe("an answer to a good token", () => {
  const sent = { accessToken: jwt({ jti: "before" }) };

  it("brings another token", () => {
    expect(bringsAnother(exchange(bringing({}, { sent })))).toEqual([]);
    expect(bringsAnother(exchange({ sent }))).toHaveLength(1);
    expect(bringsAnother(exchange({ sent, taken: sent }))).toHaveLength(1);
  });

  it("keeps issuer, user and audience, which may be a list of one", () => {
    const found = (claims: object) => keepsItsClaims(exchange(bringing(claims, { sent })));
    expect(found({ aud: ["web"], extra: 1 })).toEqual([]);
    expect(found({ iss: "other" })).toHaveLength(1);
    expect(found({ sub: "7" })).toHaveLength(1);
    expect(found({ aud: undefined })).toHaveLength(1);
  });

  it("keeps the claims of a token that the target issued, and not of one that the suite signed", () => {
    const renewal = (token: string) =>
      exchange(bringing({ aud: "other" }, { sent: { accessToken: token }, outcome: "success" }));
    const login = exchange({ taken: { accessToken: jwt() } });
    expect(renewalsKeepTheirClaims({ login, renewal: renewal(jwt()) })).toHaveLength(1);
    expect(renewalsKeepTheirClaims({ login, renewal: renewal(jwt({ aud: ["web", "suite"] })) })).toEqual([]);
  });

  it("names the field of its token to pages that may read it", () => {
    const answer = (...more: readonly (readonly [string, string])[]) =>
      exchange({
        taken: sent,
        request: { headers: [["origin", "https://page.example"]] },
        response: { headers: [["GN-Access-Token", sent.accessToken], ...more] },
      });
    const allowed = ["access-control-allow-origin", "*"] as const;
    expect(isReadable(answer())).toEqual([]);
    expect(isReadable(answer(allowed))).toHaveLength(1);
    expect(isReadable(answer(allowed, ["access-control-expose-headers", "Date, gn-access-token"]))).toEqual([]);
  });
});

describe("a refusal", () => {
  const refusal = (otherwise: Otherwise) => ({
    outcome: "unauthorized",
    startedAt: NOW,
    ...otherwise,
    response: { status: 401, headers: [["x-token", jwt({ jti: "new" })]] as const },
  });
  const found = (otherwise: Otherwise) =>
    refusalsBringNone(evidence({ before: bringing(), refusal: refusal(otherwise) }), GIVEN).map(({ at }) => at);

  it("of a request without a good token brings none", () => {
    expect(found({})).toEqual(["refusal"]);
    expect(found({ sent: { accessToken: "garbage" } })).toEqual(["refusal"]);
  });

  it("of a request with a token that the target gave may bring one, until that expires", () => {
    expect(found({ sent: { accessToken: jwt() } })).toEqual([]);
    expect(found({ sent: { accessToken: jwt() }, startedAt: NOW + 3_601_000 })).toEqual(["refusal"]);
  });
});

describe("registrations of one email at once", () => {
  const step = (outcome: string): Otherwise => ({ outcome });
  it.each([
    ["one wins, and its password logs in", ["success", "refused"], ["success", "refused"], 0],
    ["none wins", ["refused", "refused"], ["refused", "refused"], 0],
    ["two win", ["success", "success"], ["success", "refused"], 2],
    ["one wins, and the other's password logs in", ["success", "refused"], ["refused", "success"], 1],
    ["one wins, and both passwords log in", ["success", "refused"], ["success", "success"], 1],
  ])("%s", (_, creations, logins, count) => {
    const steps = Object.fromEntries([
      ...creations.map((outcome, index) => [`try 1, creation ${index + 1}`, step(outcome)] as const),
      ...logins.map((outcome, index) => [`try 1, login ${index + 1}`, step(outcome)] as const),
    ]);
    expect(haveOneWinner(evidence(steps), "try 1")).toHaveLength(count);
  });
});
