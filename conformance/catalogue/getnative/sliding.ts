import { expectThat } from "../../kit/expect.ts";
import { claimsOf } from "../../kit/jwt.ts";
import { checkFor, type Given } from "../../model/check.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { GetnativeSession, Issued } from "./client.ts";
import { livesAsDeclared } from "./issued.ts";
import { succeed } from "./outcomes.ts";
import { bareToken, claimsIn, expiryOfToken, tokenOf } from "./tokens.ts";

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

/** Judges the renewals of tokens that the target issued; what becomes of the claims of one that the suite made is its own. */
export function renewalsKeepTheirClaims(evidence: Evidence): readonly Finding[] {
  const all = Object.values(evidence);
  const issued = new Set(all.map(tokenOf));
  return all
    .filter((each) => isRenewing(each) && issued.has(bareToken(each.sent["accessToken"])))
    .flatMap(keepsItsClaims);
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

/**
 * Renewals one after the other, each with the token of the one before and when it is time for it. They end where one is
 * refused, or brings a token that lives no longer: that is to be found, and what comes behind it shows no more.
 */
async function chain(
  { gn }: GetnativeSession,
  from: Issued,
  times: number,
  itIsTime: (last: Exchange, time: number) => Promise<void>,
): Promise<readonly Exchange[]> {
  const renewals: Exchange[] = [];
  let last = from.from;
  for (let time = 1; time <= times; time++) {
    await itIsTime(last, time);
    const renewal = await gn.account(tokenOf(last));
    renewals.push(renewal);
    if (expiresLater(renewal).length > 0) break;
    last = renewal;
  }
  return renewals;
}

/** A second and more between renewals; once somewhat longer: a lifetime that grows by too little shows by then. */
const anotherSecondEach =
  ({ gn, left }: GetnativeSession) =>
  async (last: Exchange, time: number) => {
    const pause = time === 2 ? Math.min(LONGEST_PAUSE_MS, PART_OF_LIFE * left(gn.expiryOf(last))) : 0;
    await gn.anotherSecond(last, Math.max(1200, pause));
  };

/** Finds fault with renewals that were not refused, and whose tokens do not live longer than those before them. */
const liveLonger = (renewals: Evidence, given: Given): readonly Finding[] =>
  Object.values(renewals)
    .filter(({ outcome }) => outcome === "success")
    .flatMap((renewal) => [...expiresLater(renewal), ...livesAsDeclared(renewal, given)]);

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
    "the-whole-run": wholeRun(renewalsKeepTheirClaims),
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
      act: async (session): Promise<Evidence & { first: Exchange }> => {
        const first = await session.gn.fresh(session.account);
        const renewals = await chain(session, first, 5, anotherSecondEach(session));
        return { ...numbered("renewal", renewals), first: first.from };
      },
      control: ({ first, "renewal 1": renewal = first }) => succeed(first, renewal),
      judge: ({ first: _, ...renewals }, given) => liveLonger(renewals, given),
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
      act: async (session): Promise<Evidence & { first: Exchange; last: Exchange }> => {
        const { gn, account, nearly, until } = session;
        const first = await gn.signIn(account);
        const renewals = await chain(session, first, 3, (last) => nearly(gn.expiryOf(last) - RENEWED_EARLIER_MS));
        await until(gn.expiryOf(first.from));
        const last = await gn.account(tokenOf(renewals.at(-1) ?? first.from));
        return { ...numbered("renewal", renewals), first: first.from, last };
      },
      control: ({ first }) => succeed(first),
      judge: ({ first: _, last, ...renewals }, given) => [...succeed(last), ...liveLonger(renewals, given)],
    }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
