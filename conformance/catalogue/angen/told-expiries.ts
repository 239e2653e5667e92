import { expectThat } from "../../kit/expect.ts";
import { checkFor, type Given } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenSession } from "./api.ts";
import { instantOf } from "./instant.ts";
import { leave } from "./spare.ts";

const check = checkFor<AngenSession>();

/** Whole seconds, cut or rounded, and clocks that are not quite together. */
const TOLERANCE_MS = 1500;

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

/** Checks of what tokens say of when they expire. */
export const toldExpiries = {
  "angen.expiry-is-an-instant": {
    "fresh-login-and-renewal": bothKinds(isInstant),
    "the-whole-run": everyToken(isInstant),
  },
  "angen.expiry-is-in-the-future": {
    "fresh-login-and-renewal": bothKinds(isAhead),
    "the-whole-run": everyToken(isAhead),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
