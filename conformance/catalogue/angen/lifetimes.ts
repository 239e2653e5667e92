import { expectThat } from "../../kit/expect.ts";
import { checkFor, type Given } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenSession, Token } from "./api.ts";
import { logIn, yieldTokens } from "./expectations.ts";
import { instantOf } from "./instant.ts";
import { areRefused, fail } from "./outcomes.ts";
import { isStill } from "./renewal.ts";
import { leave, spare } from "./spare.ts";

const check = checkFor<AngenSession>();
const needs = ["short-access-lifetime"] as const;

/** How far before its told end a token is still good, in milliseconds: a second, and what answers and clocks take. */
const ALMOST_MS = -1700;
/** Whole seconds, cut or rounded, and clocks that are not quite together. */
const TOLERANCE_MS = 1500;
/** So often a token is renewed until two lifetimes are over, if they are not over before. */
const MOST_RENEWALS = 8;
/** Instants that are told in whole seconds differ where renewals are so far apart. */
const MORE_THAN_A_SECOND_MS = 1100;

/** A new token of a check's own, from a renewal: passwords are scarce. */
async function fresh(session: AngenSession): Promise<Token> {
  return session.angen.renewed(await spare(session, session.account));
}

/** Finds fault with a token whose expiry is no instant. */
function isInstant({ step, taken }: Exchange): readonly Finding[] {
  const told = taken["expiresAt"];
  const fine = typeof told === "string" && instantOf(told) !== undefined;
  return expectThat(fine, step, "an instant in ISO 8601, with its zone", JSON.stringify(told) ?? "nothing");
}

/** Finds fault with a token that has expired when it is given. */
function isAhead({ step, taken, startedAt }: Exchange, { clockAheadMs }: Given): readonly Finding[] {
  const instant = instantOf(String(taken["expiresAt"]));
  // What is no instant is another requirement's affair.
  const fine = instant === undefined || instant > startedAt + clockAheadMs - TOLERANCE_MS;
  return expectThat(fine, step, "an expiry in the future", String(taken["expiresAt"]));
}

/** Finds fault with a token that tells no later expiry than the one before. */
function isLater(after: Exchange, before: Exchange): readonly Finding[] {
  const [first, second] = [before, after].map(({ taken }) => instantOf(String(taken["expiresAt"])));
  const fine = first === undefined || second === undefined || second > first;
  return expectThat(fine, after.step, `an expiry behind that of ${before.step}`, String(after.taken["expiresAt"]));
}

/** Every answer of the run that gave a token. */
function everyToken(judge: (exchange: Exchange, given: Given) => readonly Finding[]) {
  return check({
    whole: true,
    act: async (): Promise<Evidence> => ({}),
    judge: (evidence, given) =>
      Object.values(evidence)
        .filter(({ outcome }) => outcome === "token")
        .flatMap((exchange) => judge(exchange, given)),
  });
}

/** A token from a password and the one that it is renewed to. */
function bothKinds(judge: (exchange: Exchange, given: Given) => readonly Finding[]) {
  return check({
    act: async (session) => {
      const { angen, account } = session;
      const token = await angen.signIn(account);
      const renewal = await angen.renew(token);
      if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
      return { token: token.from, renewal };
    },
    judge: ({ token, renewal }, given) => [
      ...judge(token, given),
      ...(renewal.outcome === "token" ? judge(renewal, given) : []),
    ],
  });
}

/** A token that expires, and what it is good for before and afterwards. */
function expires(
  take: (session: AngenSession) => Promise<Token>,
  meanwhile: (session: AngenSession, token: Token) => Promise<void> = async () => {},
) {
  return check({
    needs,
    act: async (session) => {
      const { angen, until } = session;
      const token = await take(session);
      const control = await angen.login(token.identifierCode);
      await meanwhile(session, token);
      await until(angen.expiryOf(token));
      return {
        control,
        attempt: await angen.login(token.identifierCode),
        again: await angen.login(token.identifierCode),
      };
    },
    control: ({ control }) => logIn(control),
    judge: ({ attempt, again }) => areRefused(attempt, again),
  });
}

/** Checks of what tokens say of their lifetimes, and of tokens that expire. */
export const tokenLifetimes = {
  "angen.expiry-is-an-instant": {
    "fresh-login-and-renewal": bothKinds(isInstant),
    "the-whole-run": everyToken(isInstant),
  },
  "angen.expiry-is-in-the-future": {
    "fresh-login-and-renewal": bothKinds(isAhead),
    "the-whole-run": everyToken(isAhead),
  },
  "angen.expired-token-logs-nobody-in": {
    "after-expiry": expires(({ angen, account }) => angen.signIn(account)),
    "token-of-a-renewal": expires(fresh),
    "used-until-late": expires(fresh, async ({ angen, until }, token) => {
      await until(angen.expiryOf(token), ALMOST_MS);
      for (let time = 0; time < 3; time++) await angen.login(token.identifierCode);
    }),
    "after-another-login": expires(fresh, async (session, token) => {
      const { angen, account, nearly } = session;
      await nearly(angen.expiryOf(token));
      leave(session, account, await angen.signIn(account));
    }),
    "first-used-after-expiry": check({
      needs,
      act: async (session) => {
        const { angen, account, until } = session;
        const token = await fresh(session);
        await until(angen.expiryOf(token));
        const attempt = await angen.login(token.identifierCode);
        const next = await spare(session, account);
        const control = await angen.login(next.identifierCode);
        leave(session, account, next);
        return { control, attempt };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "on-a-users-connection": check({
      needs: [...needs, "second-account"],
      act: async (session) => {
        const { angen, other, until } = session;
        const token = await fresh(session);
        const control = await angen.login(token.identifierCode);
        await until(angen.expiryOf(token));
        const { connection, login } = await angen.enter(other);
        const attempt = await connection.login(token.identifierCode);
        return { control, login, attempt, whoami: await connection.whoami() };
      },
      control: ({ control, login }) => logIn(control, login),
      judge: ({ login, attempt, whoami }) => [...areRefused(attempt), ...isStill(whoami, login)],
    }),
  },
  "angen.failed-login-leaves-the-connection-as-it-was": {
    "expired-code-on-a-connection-of-nobody": check({
      needs,
      act: async (session) => {
        const { angen, until } = session;
        const token = await fresh(session);
        const control = await angen.login(token.identifierCode);
        await until(angen.expiryOf(token));
        const connection = await angen.open();
        const attempt = await connection.login(token.identifierCode);
        return { control, attempt, whoami: await connection.whoami() };
      },
      control: ({ control, attempt }) => [...logIn(control), ...areRefused(attempt)],
      judge: ({ whoami }) => fail(whoami),
    }),
  },
  "angen.identifier-code-is-not-used-up": {
    "late-in-its-life": check({
      needs,
      act: async (session) => {
        const { angen, until } = session;
        const token = await fresh(session);
        const control = await angen.login(token.identifierCode);
        await until(angen.expiryOf(token), ALMOST_MS);
        return { control, use: await angen.login(token.identifierCode) };
      },
      control: ({ control }) => logIn(control),
      judge: ({ use }) => logIn(use),
    }),
    "first-used-late": check({
      needs,
      act: async (session) => {
        const { angen, until } = session;
        const token = await fresh(session);
        await until(angen.expiryOf(token), ALMOST_MS);
        return { control: token.from, use: await angen.login(token.identifierCode) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ use }) => logIn(use),
    }),
  },
  "angen.both-codes-renew-a-token": {
    "late-in-its-life": check({
      needs,
      act: async (session) => {
        const { angen, account, until } = session;
        const token = await fresh(session);
        await until(angen.expiryOf(token), ALMOST_MS);
        const renewal = await angen.renew(token);
        if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
        return { control: token.from, renewal };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ renewal }) => yieldTokens(renewal),
    }),
  },
  "angen.renewal-begins-a-new-lifetime": {
    "beyond-the-first-tokens-life": check({
      needs,
      act: async (session) => {
        const { angen, account, until } = session;
        const first = await angen.signIn(account);
        await until(angen.expiryOf(first), ALMOST_MS);
        const control = await angen.renew(first);
        const second = angen.issued(control);
        await until(angen.expiryOf(first));
        const login = await angen.login(second.identifierCode);
        const renewal = await angen.renew(second);
        if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
        return { first: first.from, control, login, renewal };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ first, control, login, renewal }) => [
        ...isLater(control, first),
        ...logIn(login),
        ...yieldTokens(renewal),
      ],
    }),
    "beyond-two-lifetimes": check({
      needs,
      act: async (session) => {
        const { angen, account, until, targetNow } = session;
        const first = await angen.signIn(account);
        const end = 2 * angen.expiryOf(first) - targetNow();
        let token = first;
        for (let renewals = 0; targetNow() < end && renewals < MOST_RENEWALS; renewals++) {
          await until(angen.expiryOf(token), ALMOST_MS);
          const renewal = await angen.renew(token);
          if (renewal.outcome !== "token") return { first: first.from, last: renewal };
          token = angen.issued(renewal);
        }
        leave(session, account, token);
        return { first: first.from, last: token.from, login: await angen.login(token.identifierCode) };
      },
      control: ({ first }) => yieldTokens(first),
      judge: ({ last, login }) => [...yieldTokens(last), ...(login ? logIn(login) : [])],
    }),
    "more-than-a-second-later": check({
      act: async (session) => {
        const { angen, account, until, targetNow } = session;
        const first = await angen.signIn(account);
        await until(targetNow(), MORE_THAN_A_SECOND_MS);
        const second = await angen.renew(first);
        // What is at fault already would come to its end here.
        if (isLater(second, first.from).length > 0) return { first: first.from, second };
        await until(targetNow(), MORE_THAN_A_SECOND_MS);
        const third = await angen.renew(angen.issued(second));
        if (third.outcome === "token") leave(session, account, angen.issued(third));
        return { first: first.from, second, third };
      },
      control: ({ second, third }) => yieldTokens(second, ...(third ? [third] : [])),
      judge: ({ first, second, third }) => [...isLater(second, first), ...(third ? isLater(third, second) : [])],
    }),
  },
  "angen.expired-token-is-not-renewed": {
    "after-expiry": expiredRenewal(({ angen, account }) => angen.signIn(account)),
    "token-of-a-renewal": expiredRenewal(fresh),
    "on-its-users-connection": check({
      needs,
      act: async (session) => {
        const { angen, until } = session;
        const { connection, token, login } = await angen.enter(await fresh(session));
        await until(angen.expiryOf(token));
        // A server may end a connection whose token has.
        return { control: login, attempt: await connection.renew(token, { mayClose: true }) };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt }) => (attempt.outcome === "unanswered" ? [] : areRefused(attempt)),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;

/** A token that expires, and is renewed then. */
function expiredRenewal(take: (session: AngenSession) => Promise<Token>) {
  return check({
    needs,
    act: async (session) => {
      const { angen, until } = session;
      const token = await take(session);
      const control = await angen.login(token.identifierCode);
      await until(angen.expiryOf(token));
      return { control, attempt: await angen.renew(token) };
    },
    control: ({ control }) => logIn(control),
    judge: ({ attempt }) => areRefused(attempt),
  });
}
