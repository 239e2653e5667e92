import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenSession } from "./api.ts";
import { logIn, yieldTokens } from "./expectations.ts";
import { ALMOST_MS } from "./expiry.ts";
import { instantOf } from "./instant.ts";
import { leave } from "./spare.ts";

const check = checkFor<AngenSession>();
const needs = ["short-access-lifetime"] as const;

/** So often a token is renewed until two lifetimes are over, if they are not over before. */
const MOST_RENEWALS = 8;
/** Instants that are told in whole seconds differ where renewals are so far apart. */
const MORE_THAN_A_SECOND_MS = 1100;

/** Finds fault with a token that tells no later expiry than the one before. */
function isLater(after: Exchange, before: Exchange): readonly Finding[] {
  const [first, second] = [before, after].map(({ taken }) => instantOf(String(taken["expiresAt"])));
  const fine = first === undefined || second === undefined || second > first;
  return expectThat(fine, after.step, `an expiry behind that of ${before.step}`, String(after.taken["expiresAt"]));
}

/** Checks of how long tokens live that come of renewals. */
export const renewedLifetimes = {
  "angen.renewal-begins-a-new-lifetime": {
    "beyond-the-first-tokens-life": check({
      needs,
      act: async (session) => {
        const { angen, account, until, expiryOf } = session;
        const first = await angen.signIn(account);
        await until(angen.expiryOf(first), ALMOST_MS);
        // Of a token that lives for two seconds, that is at once.
        await until(expiryOf(first.from, 0), MORE_THAN_A_SECOND_MS);
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
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
