import { expectThat } from "../../kit/expect.ts";
import { fields, mapAuthorization, statusOf } from "../../kit/http.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { GetnativeSession } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<GetnativeSession>();

/** What the challenges of an answer say. */
const challengesOf = (exchange: Exchange): string => fields(exchange, "www-authenticate").join(", ");

/** Finds fault with a refusal that does not say how to authenticate (RFC 9110 §15.5.2). */
function carriesBearer(exchange: Exchange): readonly Finding[] {
  const challenges = challengesOf(exchange);
  const fine = /(^|[\s,])Bearer($|[\s,])/i.test(challenges);
  const actual = challenges || `${statusOf(exchange)} without it`;
  return expectThat(fine, exchange.step, "WWW-Authenticate: Bearer", actual);
}

const is401 = (exchange: Exchange) => statusOf(exchange) === 401;

const isRefusal = (exchange: Exchange) => {
  const status = statusOf(exchange) ?? 0;
  return status >= 400 && status < 500;
};

/** The operations that need a token. */
const PROTECTED = ["account", "changePassword", "deleteAccount"];

/** A request of the protected resource that is refused, and what its challenges say. */
function challenge(
  ask: (session: GetnativeSession, good: string) => Promise<Exchange>,
  judge: (attempt: Exchange) => readonly Finding[],
  needs: readonly Need[] = [],
) {
  return check({
    needs,
    act: async (session) => {
      const { gn, account } = session;
      const token = await gn.access(account);
      return { control: await gn.account(token), attempt: await ask(session, token) };
    },
    // What is not refused has no challenge to judge.
    control: ({ control, attempt }) => [...succeed(control), ...areRefused(attempt)],
    judge: ({ attempt }) => judge(attempt),
  });
}

/** A request without a token is a refusal with a challenge whatever its 4xx; any other one where it is a 401. */
const ofRefusal = (attempt: Exchange) => (isRefusal(attempt) ? carriesBearer(attempt) : []);
const of401 = (attempt: Exchange) => (is401(attempt) ? carriesBearer(attempt) : []);

/** Checks of challenges. */
export const challenges = {
  "getnative.refusal-carries-a-challenge": {
    "no-token": challenge(({ gn }) => gn.account(undefined), ofRefusal),
    "garbage-token": challenge(({ gn }) => gn.account("garbage"), of401),
    "altered-token": challenge(({ gn }, good) => gn.account(`${good}x`), of401),
    "basic-scheme": challenge(
      ({ gn }, good) => gn.account(good, { request: mapAuthorization((value) => value.replace(/^\w+/, "Basic")) }),
      of401,
      ["bearer-tokens"],
    ),
    "at-a-password-change": challenge(
      ({ gn, account: { password } }) => gn.changePassword(undefined, { current: password, next: password }),
      ofRefusal,
      ["password-change"],
    ),
    "at-a-deletion": challenge(({ gn }) => gn.deleteAccount(undefined), ofRefusal, ["deletion"]),
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: (evidence) =>
        Object.values(evidence)
          .filter(({ operation = "" }) => PROTECTED.includes(operation))
          .flatMap(of401),
    }),
  },
  "getnative.challenge-names-the-error": {
    "garbage-token": challenge(({ gn }) => gn.account("garbage"), namesError),
    "shorter-token": challenge(({ gn }, good) => gn.account(good.slice(0, -20)), namesError),
  },
  "getnative.challenge-without-token-has-no-error": {
    "no-token": challenge(
      ({ gn }) => gn.account(undefined),
      (attempt) => {
        const said = challengesOf(attempt);
        return expectThat(!/\berror\s*=/.test(said), attempt.step, "a challenge without error", said);
      },
    ),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;

/** An answer without a challenge is another requirement's affair. */
function namesError(attempt: Exchange): readonly Finding[] {
  const said = challengesOf(attempt);
  const fine = said === "" || /error="?invalid_token"?/.test(said);
  return expectThat(fine, attempt.step, 'error="invalid_token"', said);
}
