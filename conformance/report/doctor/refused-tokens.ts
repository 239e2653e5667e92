import { describe } from "../../kit/expect.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Examined, Line } from "./examine.ts";

/** Outcomes by which protocols say that what a request carries is not taken. */
const REFUSALS: readonly string[] = ["unauthorized", "refused", "failure", "error"];
/** Outcomes that say nothing of what a request carries; whatever else there is, by its protocol's own name, took it. */
const NO_ANSWERS: readonly string[] = ["unanswered", "unrecognized", "serverError", "rateLimited"];

/** The operations that never took what a login of a moment ago had given: their token is not carried as there. */
export function refusedTokens({ accounts, show }: Examined): Line[] {
  const refused = accounts.flatMap(({ exchanges }) => exchanges.flatMap((exchange) => carried(exchange, exchanges)));
  const byOperation = Map.groupBy(refused, ({ exchange }) => exchange.operation);
  const isTaken = (operation: string | undefined) =>
    accounts.some(({ exchanges }) =>
      exchanges.some((each) => each.operation === operation && ![...REFUSALS, ...NO_ANSWERS].includes(each.outcome)),
    );
  return Array.from(byOperation).flatMap(([operation, [first]]): Line[] => {
    if (first === undefined || isTaken(operation)) return [];
    const said = `${operation}: the ${first.role} of the login before it was not taken, ${show(describe(first.exchange))}`;
    return [
      {
        sign: "look",
        topic: "binding",
        text: `${said}. Is it carried otherwise? See wire.${operation} in the target file.`,
      },
    ];
  });
}

/** The role of a value in a refused request that an answer before it had given. */
function carried(exchange: Exchange, all: readonly Exchange[]): { role: string; exchange: Exchange }[] {
  if (!REFUSALS.includes(exchange.outcome)) return [];
  const before = all.slice(0, all.indexOf(exchange));
  const roles = Object.keys(exchange.sent).filter((role) =>
    before.some(({ operation, taken }) => operation !== exchange.operation && isSame(taken[role], exchange.sent[role])),
  );
  return roles.slice(0, 1).map((role) => ({ role, exchange }));
}

function isSame(taken: unknown, sent: unknown): boolean {
  return taken !== undefined && taken === sent;
}
