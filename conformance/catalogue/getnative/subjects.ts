import { describe, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { GetnativeSession } from "./client.ts";
import { everyToken, show } from "./issued.ts";
import { naming } from "./naming.ts";
import { succeed } from "./outcomes.ts";
import { claimsIn } from "./tokens.ts";

const check = checkFor<GetnativeSession>();

/** Finds fault with a subject that is neither a text nor an integer (RFC 7519 §4.1.2, and the seed's number). */
function namesSubject(exchange: Exchange): readonly Finding[] {
  const { sub } = claimsIn(exchange);
  const fine = (typeof sub === "string" && sub !== "") || Number.isInteger(sub);
  return expectThat(fine, exchange.step, "sub: a text or an integer", `sub ${show(sub)}`);
}

/** Tokens of two users, of several ways to get one. */
const twoUsers = check({
  needs: ["second-account"],
  act: async ({ gn, account, other }) => {
    const mine = await gn.signIn(account);
    const again = await gn.signIn(account);
    return {
      mine: mine.from,
      again: again.from,
      renewed: (await gn.next(mine)).from,
      theirs: (await gn.signIn(other)).from,
    };
  },
  control: ({ mine, theirs }) => succeed(mine, theirs),
  judge: ({ mine, again, renewed, theirs }) => {
    const sub = show(claimsIn(mine)["sub"]);
    const actual = (exchange: Exchange) => show(claimsIn(exchange)["sub"]);
    return [
      ...[mine, theirs].flatMap(namesSubject),
      ...[again, renewed].flatMap((each) =>
        expectThat(actual(each) === sub, each.step, `sub ${sub}, as before`, `sub ${actual(each)}`),
      ),
      ...expectThat(actual(theirs) !== sub, theirs.step, "the sub of another account", `sub ${actual(theirs)}`),
    ];
  },
});

/** A registration that asks for another account's number does not get it. */
const namesAnother = check({
  needs: ["registration"],
  act: async ({ gn }) => {
    const theirs = await gn.registered();
    const request = naming(undefined, theirs.from.taken["userId"]);
    return { theirs: theirs.from, attempt: await gn.register(gn.newAccount(), { request }) };
  },
  // That it has more in it than it should may be refused.
  judge: ({ theirs, attempt }) => {
    const [sub, actual] = [theirs, attempt].map((each) => show(claimsIn(each)["sub"]));
    const fine = attempt.outcome !== "success" || actual !== sub;
    return expectThat(fine, attempt.step, "the sub of another account", `sub ${actual}`);
  },
});

/** Finds fault where two accounts were told one subject: each registration that succeeded made an account. */
export function subjectsDiffer(evidence: Evidence): readonly Finding[] {
  const made = Object.values(evidence).filter(
    ({ operation, outcome }) => operation === "register" && outcome === "success",
  );
  const first = new Map<string, Exchange>();
  return made.flatMap((creation) => {
    const { sub } = claimsIn(creation);
    if (sub === undefined) return [];
    const before = first.get(show(sub));
    first.set(show(sub), before ?? creation);
    return expectThat(before === undefined, creation.step, "a sub of its own", `the sub of ${before?.step}`);
  });
}

/** Checks of whose a token says that it is. */
export const subjects = {
  "getnative.token-names-its-account": {
    "the-whole-run": everyToken(namesSubject),
    "two-users": twoUsers,
    "that-names-another-user": namesAnother,
  },
  "getnative.subject-is-never-reused": {
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: subjectsDiffer,
    }),
    "email-registered-again": check({
      needs: ["registration", "deletion"],
      exclusive: true,
      act: async ({ gn }) => {
        const first = await gn.registered();
        const deletion = await gn.deleteAccount(first.token, first.account);
        const again = await gn.register(first.account);
        const other = await gn.register(gn.newAccount());
        return { first: first.from, deletion, again, other };
      },
      control: ({ first, deletion, other }) => succeed(first, deletion, other),
      // That an email is not given out again is nobody's fault.
      judge: ({ first, again, other }) => {
        const sub = show(claimsIn(first)["sub"]);
        return [again, other]
          .filter(({ outcome }) => outcome === "success")
          .flatMap((each) => {
            const actual = show(claimsIn(each)["sub"]);
            return expectThat(
              actual !== sub,
              each.step,
              "another sub than that of the deleted account",
              describe(each),
            );
          });
      },
    }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
