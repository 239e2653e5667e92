import { expectThat } from "../../kit/expect.ts";
import { fields } from "../../kit/http.ts";
import { claimsOf } from "../../kit/jwt.ts";
import { checkFor, type Given } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { GetnativeSession } from "./client.ts";
import { claimsIn, expiryOfToken, tokenField, tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();

/** What the specification says where a target declares nothing. */
const USUAL_LIFETIME_MS = 3_600_000;
/** Whole seconds, cut or rounded, and clocks that are not quite together. */
const TOLERANCE_MS = 1500;

const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

export const show = (value: unknown): string => JSON.stringify(value) ?? "nothing";

/** The claims of a header of a JWT. */
function headerOf(token: string | undefined): Readonly<Record<string, unknown>> {
  const [header = ""] = token?.split(".") ?? [];
  return claimsOf(`.${header}.`) ?? {};
}

/** Judges every token of the run, whichever answer it came with. */
export function everyToken(judge: (exchange: Exchange, given: Given) => readonly Finding[]) {
  return check({
    whole: true,
    act: async (): Promise<Evidence> => ({}),
    judge: (evidence, given) =>
      Object.values(evidence)
        .filter((exchange) => tokenOf(exchange) !== undefined)
        .flatMap((exchange) => judge(exchange, given)),
  });
}

/** Tokens of a login, of a use and of the use of that, one after the other. */
function threeInARow(judge: (exchange: Exchange, given: Given) => readonly Finding[]) {
  return check({
    act: async ({ gn, account }) => {
      const first = await gn.fresh(account);
      const second = await gn.next(first);
      return { login: await gn.sharedLogin(account), first: first.from, second: second.from };
    },
    judge: (evidence, given) => Object.values(evidence).flatMap((exchange) => judge(exchange, given)),
  });
}

/** Finds fault with a token that is spelt in another way, or that has something around it. */
function isCompact(exchange: Exchange): readonly Finding[] {
  const { step, taken } = exchange;
  const field = tokenField(exchange);
  const count = field === undefined ? 1 : fields(exchange, field).length;
  return [
    ...expectThat(
      COMPACT.test(String(taken["accessToken"])),
      step,
      "a compact JWS, and nothing around it",
      "another text",
    ),
    ...expectThat(Object.keys(claimsIn(exchange)).length > 0, step, "claims in JSON", "none"),
    ...expectThat(count === 1, step, "one field with a token", `${count} of them`),
  ];
}

/** Finds fault with a header that says another type (RFC 7519 §5.1). */
function isOfTypeJwt(exchange: Exchange): readonly Finding[] {
  const { typ } = headerOf(tokenOf(exchange));
  const fine = typeof typ === "string" && typ.toUpperCase() === "JWT";
  return expectThat(fine, exchange.step, "typ JWT", `typ ${show(typ)}`);
}

/** Finds fault with an audience that is none (RFC 7519 §4.1.3); what its text says is the target's. */
function namesAudience(exchange: Exchange): readonly Finding[] {
  const { aud } = claimsIn(exchange);
  const all = [aud].flat();
  const fine = all.length > 0 && all.every((each) => typeof each === "string");
  return expectThat(fine, exchange.step, "aud: a text, or a list of texts", `aud ${show(aud)}`);
}

/** Finds fault with an issuer that is none, or another one than is declared. */
function namesIssuer(exchange: Exchange, { jwt: { issuer } }: Given): readonly Finding[] {
  const { iss } = claimsIn(exchange);
  const fine = issuer === undefined ? typeof iss === "string" && iss !== "" : iss === issuer;
  const expected = issuer === undefined ? "iss: a text" : `iss ${show(issuer)}, as declared`;
  return expectThat(fine, exchange.step, expected, `iss ${show(iss)}`);
}

/** Finds fault with an expiry that is no number, or no number of seconds (RFC 7519 §2, NumericDate). */
function isNumericDate(exchange: Exchange): readonly Finding[] {
  const { exp } = claimsIn(exchange);
  const fine = typeof exp === "number" && exp < 1e11;
  return expectThat(fine, exchange.step, "exp: seconds since the epoch, as a number", `exp ${show(exp)}`);
}

/** Finds fault with an expiry that is not as far ahead of its answer as it is declared to be. */
export function livesAsDeclared(exchange: Exchange, { accessMs, clockAheadMs }: Given): readonly Finding[] {
  const expiry = expiryOfToken(tokenOf(exchange));
  if (expiry === undefined) return expectThat(false, exchange.step, "an exp", "none");
  const lifetime = accessMs ?? USUAL_LIFETIME_MS;
  const asked = exchange.startedAt + clockAheadMs;
  const least = asked + lifetime - TOLERANCE_MS;
  const most = asked + exchange.durationMs + lifetime + TOLERANCE_MS;
  const told =
    accessMs === undefined ? "an hour ahead (or lifetimes.access, if declared)" : `${accessMs / 1000} s ahead`;
  const actual = `${(expiry - asked) / 1000} s ahead`;
  return expectThat(expiry >= least && expiry <= most, exchange.step, told, actual);
}

/** Finds fault with an instant of issue that is none, or that is not that of the answer. */
function tellsWhenIssued(exchange: Exchange, { clockAheadMs }: Given): readonly Finding[] {
  const { iat } = claimsIn(exchange);
  const asked = exchange.startedAt + clockAheadMs;
  const instant = typeof iat === "number" ? iat * 1000 : Number.NaN;
  const fine = instant >= asked - TOLERANCE_MS && instant <= asked + exchange.durationMs + TOLERANCE_MS;
  return expectThat(
    fine,
    exchange.step,
    `iat ${Math.floor(asked / 1000)}, or a second more or less`,
    `iat ${show(iat)}`,
  );
}

/** Finds fault with a token that came before. */
export function neverRepeat(evidence: Evidence): readonly Finding[] {
  const first = new Map<string, string>();
  return Object.values(evidence).flatMap((exchange) => {
    const token = tokenOf(exchange);
    if (token === undefined) return [];
    const before = first.get(token);
    if (before === undefined) first.set(token, exchange.step);
    return expectThat(before === undefined, exchange.step, "a token of its own", `the token of ${before}`);
  });
}

/** Checks of what stands in tokens. */
export const issuedTokens = {
  "getnative.token-is-a-compact-jws": {
    "the-whole-run": everyToken(isCompact),
    "three-in-a-row": threeInARow(isCompact),
  },
  "getnative.token-has-the-type-jwt": {
    "the-whole-run": everyToken(isOfTypeJwt),
    "three-in-a-row": threeInARow(isOfTypeJwt),
  },
  "getnative.token-names-its-issuer": {
    "the-whole-run": everyToken(namesIssuer),
    "three-in-a-row": threeInARow(namesIssuer),
  },
  "getnative.token-names-its-audience": {
    "the-whole-run": everyToken(namesAudience),
    "three-in-a-row": threeInARow(namesAudience),
  },
  "getnative.expiry-is-a-numeric-date": {
    "the-whole-run": everyToken(isNumericDate),
    "three-in-a-row": threeInARow(isNumericDate),
  },
  "getnative.lifetime-is-as-declared": {
    "the-whole-run": everyToken(livesAsDeclared),
    "three-in-a-row": threeInARow(livesAsDeclared),
  },
  "getnative.token-tells-when-it-was-issued": {
    "the-whole-run": everyToken(tellsWhenIssued),
    "three-in-a-row": threeInARow(tellsWhenIssued),
  },
  "getnative.tokens-never-repeat": {
    "the-whole-run": check({ whole: true, act: async (): Promise<Evidence> => ({}), judge: neverRepeat }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
