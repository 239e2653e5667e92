import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import { type Catalogue, under } from "../catalogue.ts";
import { tokens } from "../common/tokens.ts";
import type { AngenSession } from "./api.ts";
import { sample } from "./sample.ts";

const check = checkFor<AngenSession>();

/** The codes of a token; a part of one is as good as all of it to who guesses. */
export const CODES = ["identifierCode", "renewalCode"] as const;

/** Finds fault with each code that another answer gave, or that the same answer gave as the other code. */
export function areAllDifferent(answers: readonly Exchange[]): readonly Finding[] {
  const seen = new Map<unknown, string>();
  return answers.flatMap(({ step, taken }) =>
    CODES.flatMap((role) => {
      const first = seen.get(taken[role]);
      if (typeof taken[role] === "string" && first === undefined) seen.set(taken[role], `the ${role} of ${step}`);
      return expectThat(first === undefined, step, `a new ${role}`, first ?? "");
    }),
  );
}

/** Checks of the codes that tokens are made of. */
export const issuedTokens = {
  ...under("angen", tokens<AngenSession>({ sample, tokenRoles: CODES })),
};

/** More of them, of which common checks know nothing. */
export const everyCode = {
  "angen.tokens-never-repeat": {
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: (evidence) => areAllDifferent(Object.values(evidence).filter(({ outcome }) => outcome === "token")),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
