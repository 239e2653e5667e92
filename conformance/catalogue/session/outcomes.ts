import { expecting, expectThat } from "../../kit/expect.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";

/** Any 4xx; where a resource or a login says 401, the wire calls that by its name. */
export const REFUSED = ["refused", "unauthorized"] as const;

/** Finds fault with each that did not succeed. */
export const succeed = (...exchanges: readonly (Exchange | undefined)[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => (exchange ? expecting(exchange, "success") : []));

/** Finds fault with each that was not refused. */
export const areRefused = (...exchanges: readonly (Exchange | undefined)[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => (exchange ? expecting(exchange, ...REFUSED) : []));

/** Whose token an answer says it is. */
export const told = ({ taken }: Exchange): string | undefined =>
  taken["username"] === undefined ? undefined : String(taken["username"]);

/** Finds fault with each that did not succeed, or does not tell whose token it was. */
export const tell = (...exchanges: readonly Exchange[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => [
    ...succeed(exchange),
    ...expectThat(told(exchange) !== undefined, exchange.step, "whose token it is", "nothing of the kind"),
  ]);
