import { expecting } from "../../kit/expect.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import type { Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenSession } from "./api.ts";
import { lineCheck } from "./line-check.ts";

/** Texts that mean something to a runtime or a database, and are nobody's name, password or code. */
const MEANINGFUL = [
  "__proto__",
  "constructor",
  "toString",
  "' OR '1'='1",
  '" OR ""="',
  "%",
  "*",
  "_%",
  ".*",
  "null",
  "undefined",
];

const areFailures = (
  ask: (session: AngenSession) => readonly (() => Promise<Exchange>)[],
  needs: readonly Need[] = [],
) =>
  lineCheck({
    needs,
    act: async (session): Promise<Evidence> => oneByOne("attempt", ask(session)),
    judge: (evidence) => Object.values(evidence).flatMap((attempt) => expecting(attempt, "failure")),
  });

/** Checks of credentials that are merely wrong, whatever they mean elsewhere. */
export const meaningfulTexts = {
  "angen.wrong-password-is-failure": {
    "texts-that-mean-something": areFailures(({ angen, account: { username } }) =>
      MEANINGFUL.map((password) => () => angen.getToken({ username, password })),
    ),
  },
  "angen.bad-identifier-code-is-failure": {
    "texts-that-mean-something": areFailures(({ angen }) => MEANINGFUL.map((code) => () => angen.login(code))),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
