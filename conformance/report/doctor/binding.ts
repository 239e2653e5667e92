import type { Exchange } from "../../model/exchange.ts";
import type { HttpOperation } from "../../model/wire.ts";
import { exchangesOf } from "./address.ts";
import type { Examine, Examined, Line } from "./examine.ts";
import { didAnswer, misbound } from "./misbound.ts";

/** Whether the operations are where the wire says, and answer as it says. */
export const binding: Examine = (survey) => {
  const asked = exchangesOf(survey).filter(didAnswer);
  const missing = asked.filter(({ response }) => response?.status === 404);
  if (asked.length > 0 && missing.length === asked.length) return [nowhere(missing)];
  const byOperation = [...Map.groupBy(asked, ({ operation }) => operation ?? "")];
  const complaints = byOperation.flatMap(([operation, exchanges]) => complaint(operation, exchanges, survey));
  if (complaints.length > 0 || asked.length === 0) return complaints;
  const names = byOperation.map(([operation]) => operation).join(", ");
  return [{ sign: "fine", topic: "binding", text: `${names} are where they should be` }];
};

/** What is wrong with one operation, told once for all users; a login that did not succeed tells most. */
function complaint(operation: string, exchanges: readonly Exchange[], survey: Examined): Line[] {
  const { accounts, probes, operations, target, show } = survey;
  const known = operations[operation];
  const own = target.wire[operation] ?? known;
  if (!known || !own) return [];
  const failed = exchanges.find((exchange) => accounts.some((account) => account.failed === exchange));
  const told = [...(failed ? [failed] : []), ...exchanges].flatMap(
    (exchange) => misbound({ exchange, own, known, isProbe: probes.includes(exchange), show }) ?? [],
  );
  if (told[0] === undefined) return [];
  const remedy = remedyFor(operation, own, own !== known);
  return [{ sign: failed ? "wrong" : "look", topic: "binding", text: `${operation}: ${told[0]} ${remedy}` }];
}

/** One message for one mistake: nothing is anywhere. */
function nowhere(exchanges: readonly Exchange[]): Line {
  const paths = [...new Set(exchanges.map(({ request }) => `${request.method} ${request.url}`))];
  const text = `nothing is there: ${paths.join(", ")} said 404. Is the path in the address right? Or else write the paths down in a target file, under wire.`;
  return { sign: "wrong", topic: "binding", text };
}

function remedyFor(name: string, { path }: HttpOperation, isOwn: boolean): string {
  return isOwn
    ? `See wire.${name} in the target file.`
    : `Is it spelt otherwise there than as ${path} by the protocol? Then write wire.${name} in a target file.`;
}
