import { expectThat } from "../../kit/expect.ts";
import { fields, mapPath, statusOf, withContentType, withHeader, withMethod } from "../../kit/http.ts";
import { claimsOf } from "../../kit/jwt.ts";
import { altered } from "../../kit/tokens.ts";
import { checkFor, type Given } from "../../model/check.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { FROM_ABROAD } from "../common/http.ts";
import type { GetnativeSession, Issued } from "./client.ts";
import { livesAsDeclared } from "./issued.ts";
import { hasNoToken } from "./login.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { bareToken, claimsIn, expiryOfToken, jwtsIn, tokenField, tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();

const wholeRun = (judge: (evidence: Evidence, given: Given) => readonly Finding[]) =>
  check({ whole: true, act: async (): Promise<Evidence> => ({}), judge });

/** The operations that a token authenticates, and that bring another one. */
const RENEWING: Readonly<Record<string, readonly string[]>> = {
  account: ["GET"],
  changePassword: ["PUT", "POST", "PATCH"],
};

/** Whether an exchange is a success that a token authenticated, by the operation's own method. */
function isRenewing({ operation = "", outcome, request, sent }: Exchange): boolean {
  const methods = RENEWING[operation] ?? [];
  return (
    outcome === "success" && sent["accessToken"] !== undefined && methods.includes((request as HttpRequest).method)
  );
}

/** Finds fault with a success that brings no token, or the one that it was asked with. */
export function bringsAnother(exchange: Exchange): readonly Finding[] {
  const token = tokenOf(exchange);
  return [
    ...expectThat(token !== undefined, exchange.step, "a token", "none"),
    ...expectThat(
      token === undefined || token !== exchange.sent["accessToken"],
      exchange.step,
      "another token",
      "the same",
    ),
  ];
}

/** An audience as a list: one text is a list of one (RFC 7519 §4.1.3). */
const asList = (aud: unknown): unknown => (typeof aud === "string" ? [aud] : aud);

/** Finds fault with a token whose claims about issuer, user and audience are not those of the token before it. */
export function keepsItsClaims(exchange: Exchange): readonly Finding[] {
  const before = claimsOf(exchange.sent["accessToken"]);
  if (!before || tokenOf(exchange) === undefined) return [];
  const after = claimsIn(exchange);
  return ["iss", "sub", "aud"].flatMap((name) => {
    const [expected, actual] = [before, after].map((claims) =>
      JSON.stringify(name === "aud" ? asList(claims[name]) : claims[name]),
    );
    return expectThat(expected === actual, exchange.step, `${name} ${expected}, as before`, `${name} ${actual}`);
  });
}

/** When the token of an exchange expires, and that with which it was asked. */
const expiries = (exchange: Exchange) => ({
  before: expiryOfToken(exchange.sent["accessToken"]) ?? Number.NaN,
  after: expiryOfToken(tokenOf(exchange)) ?? Number.NaN,
});

/** Finds fault with a renewal whose token does not expire later than the one that it was asked with. */
function expiresLater(exchange: Exchange): readonly Finding[] {
  const { before, after } = expiries(exchange);
  const actual = Number.isNaN(after) ? "no exp" : `${(after - before) / 1000} s later`;
  return expectThat(after > before, exchange.step, "an exp that is later than that of the token sent", actual);
}

/** How long a renewal waits at most, in milliseconds, and which part of the token's life. */
const LONGEST_PAUSE_MS = 3200;
const PART_OF_LIFE = 0.5;

/** Renewals one after the other, with a second and more between them; each with the token of the one before. */
async function chain({ gn, account, left }: GetnativeSession, times: number): Promise<Record<string, Exchange>> {
  const evidence: Record<string, Exchange> = {};
  let last: Issued = await gn.fresh(account);
  for (let time = 1; time <= times; time++) {
    const life = left(gn.expiryOf(last.from));
    // Once for somewhat longer: a lifetime that grows by too little shows by then.
    const pause = time === 2 ? Math.min(LONGEST_PAUSE_MS, PART_OF_LIFE * life) : 0;
    await gn.anotherSecond(last.from, Math.max(1200, pause));
    last = await gn.next(last);
    evidence[`renewal ${time}`] = last.from;
  }
  return evidence;
}

/** A refusal of a request whose token is good, by what else is wrong with it. */
function errorBringsToken(
  ask: (session: GetnativeSession, token: string) => Promise<Exchange>,
  needs: readonly "password-change"[] = ["password-change"],
) {
  return check({
    needs,
    act: async (session) => {
      const { gn, account } = session;
      const { token } = await gn.fresh(account);
      const control = await gn.account(token);
      return { control, attempt: await ask(session, token) };
    },
    control: ({ control, attempt }) => [...succeed(control), ...areRefused(attempt)],
    judge: ({ attempt }) => expectThat(jwtsIn(attempt).length > 0, attempt.step, "a newer token", "none"),
  });
}

/**
 * Finds fault with refusals that bring a token all the same: of logins and registrations, and of requests whose token
 * is not one that the target gave and that may have been good then.
 */
export function refusalsBringNone(evidence: Evidence, { clockAheadMs }: Given): readonly Finding[] {
  const all = Object.values(evidence);
  const given = new Set(all.map(tokenOf).filter((token) => token !== undefined));
  const mayBeGood = ({ sent, startedAt }: Exchange) => {
    const token = bareToken(sent["accessToken"]);
    const expiry = expiryOfToken(token) ?? Number.POSITIVE_INFINITY;
    return token !== undefined && given.has(token) && expiry >= startedAt + clockAheadMs;
  };
  return all
    .filter((exchange) => (statusOf(exchange) ?? 0) >= 400)
    .filter((exchange) => !mayBeGood(exchange))
    .flatMap((exchange) => {
      const brought = jwtsIn(exchange).filter((token) => token !== exchange.sent["accessToken"]);
      const actual = `a token, with ${statusOf(exchange)}`;
      return expectThat(brought.length === 0, exchange.step, "no token", actual);
    });
}

/** A refused request, and what comes with its refusal. */
function refusedWithoutToken(ask: (session: GetnativeSession, good: string) => Promise<Exchange>) {
  return check({
    act: async (session) => {
      const { gn, account } = session;
      const token = await gn.access(account);
      return { control: await gn.account(token), attempt: await ask(session, token) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => hasNoToken(attempt),
  });
}

/** Finds fault with an answer that a page may read, but for the token in it (Fetch, CORS-exposed header names). */
export function isReadable(exchange: Exchange): readonly Finding[] {
  const field = tokenField(exchange);
  const { headers } = exchange.request as HttpRequest;
  const origin = headers.find(([name]) => name.toLowerCase() === "origin")?.[1];
  const may = fields(exchange, "access-control-allow-origin").some((value) => value === "*" || value === origin);
  if (field === undefined || !may) return [];
  const exposed = fields(exchange, "access-control-expose-headers").join(",").toLowerCase();
  const names = exposed.split(",").map((name) => name.trim());
  const expected = `Access-Control-Expose-Headers with ${field}`;
  return expectThat(names.includes(field) || names.includes("*"), exchange.step, expected, exposed || "none");
}

const fromOwn = (request: HttpRequest) => withHeader("origin", new URL(request.url).origin)(request);

/** An answer to a page of some origin that has a token in it. */
function readable(request: (request: HttpRequest) => HttpRequest) {
  return check({
    act: async ({ gn, account }) => {
      const token = await gn.access(account);
      const control = await gn.account(token);
      return { control, login: await gn.login({ ...account }, { request }), use: await gn.account(token, { request }) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ login, use }) => [login, use].flatMap(isReadable),
  });
}

/** `nearly` waits for most of the time to an instant; to one so much earlier, that nothing is late on a slow machine. */
const RENEWED_EARLIER_MS = 700;

/** Checks of how a login lives longer with every answer. */
export const sliding = {
  "getnative.authenticated-response-brings-a-token": {
    "the-whole-run": wholeRun((evidence) => Object.values(evidence).filter(isRenewing).flatMap(bringsAnother)),
    "three-in-a-row": check({
      act: async ({ gn, account }) => {
        const login = await gn.signIn(account);
        const first = await gn.account(login.token);
        const second = await gn.account(tokenOf(first));
        return { login: login.from, first, second, third: await gn.account(tokenOf(second)) };
      },
      control: ({ login }) => succeed(login),
      judge: ({ first, second, third }) => [
        ...succeed(first, second, third),
        ...[first, second, third].flatMap(bringsAnother),
      ],
    }),
    "after-a-password-change": check({
      needs: ["password-change", "disposable-account"],
      act: async ({ gn, newPassword }) => {
        const { account, token } = await gn.lend();
        const change = await gn.changePassword(token, { current: account.password, next: newPassword(20) });
        return { change, use: await gn.account(tokenOf(change)) };
      },
      control: ({ change }) => succeed(change),
      judge: ({ change, use }) => [...bringsAnother(change), ...succeed(use)],
    }),
    "renewal-for-a-deletion": check({
      needs: ["deletion", "disposable-account"],
      act: async ({ gn }) => {
        const { account, token } = await gn.lend();
        const renewal = await gn.account(token);
        return { renewal, deletion: await gn.deleteAccount(tokenOf(renewal), account) };
      },
      control: ({ renewal }) => succeed(renewal),
      judge: ({ deletion }) => succeed(deletion),
    }),
    "late-in-its-life": check({
      needs: ["short-access-lifetime"],
      act: async ({ gn, account, nearly }) => {
        const first = await gn.fresh(account);
        await nearly(gn.expiryOf(first.from));
        const renewal = await gn.account(first.token);
        return { control: first.from, renewal, use: await gn.account(tokenOf(renewal)) };
      },
      control: ({ control, renewal }) => succeed(control, renewal),
      judge: ({ renewal, use }) => [...bringsAnother(renewal), ...succeed(use)],
    }),
  },
  "getnative.newer-token-keeps-its-claims": {
    "the-whole-run": wholeRun((evidence) => Object.values(evidence).filter(isRenewing).flatMap(keepsItsClaims)),
    "three-in-a-row": check({
      act: async ({ gn, account }) => {
        const login = await gn.signIn(account);
        const first = await gn.next(login);
        return { first: first.from, second: (await gn.next(first)).from };
      },
      judge: ({ first, second }) => [first, second].flatMap(keepsItsClaims),
    }),
  },
  "getnative.newer-token-expires-later": {
    "five-renewals-in-a-row": check({
      act: (session) => chain(session, 5),
      control: (evidence) => succeed(...Object.values(evidence)),
      judge: (evidence, given) =>
        Object.values(evidence).flatMap((renewal) => [...expiresLater(renewal), ...livesAsDeclared(renewal, given)]),
    }),
    "of-a-login": check({
      act: async ({ gn, account }) => {
        const login = await gn.signIn(account);
        await gn.anotherSecond(login.from);
        return { login: login.from, renewal: await gn.account(login.token) };
      },
      control: ({ login, renewal }) => succeed(login, renewal),
      judge: ({ renewal }) => expiresLater(renewal),
    }),
    "after-a-password-change": check({
      needs: ["password-change", "disposable-account"],
      act: async ({ gn, newPassword }) => {
        const { account, from, token } = await gn.lend();
        await gn.anotherSecond(from);
        return { change: await gn.changePassword(token, { current: account.password, next: newPassword(20) }) };
      },
      control: ({ change }) => succeed(change),
      judge: ({ change }) => expiresLater(change),
    }),
    "beyond-the-first-tokens-life": check({
      needs: ["short-access-lifetime"],
      act: async ({ gn, account, nearly, until }): Promise<Evidence & { first: Exchange; last: Exchange }> => {
        const first = await gn.signIn(account);
        let last: Issued = first;
        const renewals: Record<string, Exchange> = {};
        for (let time = 1; time <= 3; time++) {
          await nearly(gn.expiryOf(last.from) - RENEWED_EARLIER_MS);
          last = await gn.next(last);
          renewals[`renewal ${time}`] = last.from;
        }
        await until(gn.expiryOf(first.from));
        return { ...renewals, first: first.from, last: await gn.account(last.token) };
      },
      control: ({ first }) => succeed(first),
      judge: ({ first: _, last, ...renewals }, given) => [
        ...succeed(last),
        ...Object.values(renewals).flatMap((renewal) => [...expiresLater(renewal), ...livesAsDeclared(renewal, given)]),
      ],
    }),
  },
  "getnative.error-after-verification-brings-a-token": {
    "wrong-current-password": errorBringsToken(({ gn, account: { password } }, token) =>
      gn.changePassword(token, { current: `not ${password}`, next: password }),
    ),
    "no-password": errorBringsToken(({ gn, account: { password } }, token) =>
      gn.changePassword(token, { current: `not ${password}` }),
    ),
    "other-media-type": errorBringsToken(({ gn, account: { password } }, token) =>
      gn.changePassword(
        token,
        { current: `not ${password}`, next: password },
        { request: withContentType("text/plain") },
      ),
    ),
  },
  "getnative.refused-request-gets-no-token": {
    "the-whole-run": wholeRun(refusalsBringNone),
    "wrong-password": refusedWithoutToken(({ gn, account }) =>
      gn.login({ ...account, password: `not ${account.password}` }),
    ),
    "number-for-password": refusedWithoutToken(({ gn, account }) => gn.login({ ...account, password: 7 })),
    "other-media-type": refusedWithoutToken(({ gn, account }) =>
      gn.login({ ...account, password: `not ${account.password}` }, { request: withContentType("text/plain") }),
    ),
    "no-token": refusedWithoutToken(({ gn }) => gn.account(undefined)),
    "garbage-token": refusedWithoutToken(({ gn }) => gn.account("garbage")),
    "altered-token": refusedWithoutToken(({ gn }, good) => gn.account(altered(good))),
    "altered-token-on-an-unknown-path": refusedWithoutToken(({ gn }, good) =>
      gn.account(altered(good), { request: mapPath((path) => `${path}-authmark`) }),
    ),
    "altered-token-with-another-method": refusedWithoutToken(({ gn }, good) =>
      gn.account(altered(good), { request: withMethod("PATCH") }),
    ),
    "altered-token-asked-for-options": refusedWithoutToken(({ gn }, good) =>
      gn.account(altered(good), { request: withMethod("OPTIONS") }),
    ),
    "taken-email-with-a-short-password": check({
      needs: ["registration"],
      act: async ({ gn, account }) => ({
        control: await gn.sharedLogin(account),
        attempt: await gn.register({ username: account.username, password: "x" }),
      }),
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => [...areRefused(attempt), ...hasNoToken(attempt)],
    }),
    "after-expiry": check({
      needs: ["short-access-lifetime"],
      act: async ({ gn, account, until }) => {
        const { from, token } = await gn.fresh(account);
        await until(gn.expiryOf(from));
        const elsewhere = { request: mapPath((path) => `${path}-authmark`) };
        return { control: from, attempt: await gn.account(token), other: await gn.account(token, elsewhere) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, other }) => [attempt, other].flatMap(hasNoToken),
    }),
  },
  "getnative.deletion-brings-no-token": {
    "fresh-login": check({
      needs: ["deletion", "disposable-account"],
      act: async ({ gn }) => {
        const { account, token } = await gn.lend();
        return { deletion: await gn.deleteAccount(token, account) };
      },
      control: ({ deletion }) => succeed(deletion),
      judge: ({ deletion }) => hasNoToken(deletion),
    }),
  },
  "getnative.browsers-can-read-the-token": { "own-origin": readable(fromOwn), "foreign-origin": readable(FROM_ABROAD) },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
