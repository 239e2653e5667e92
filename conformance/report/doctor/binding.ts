import type { Exchange } from "../../model/exchange.ts";
import type { HttpOperation } from "../../model/wire.ts";
import { exchangesOf } from "./address.ts";
import type { Examine, Line } from "./examine.ts";
import { didAnswer, misbound } from "./misbound.ts";

/** Whether the operations are where the wire says, and answer as it says. */
export const binding: Examine = (survey) => {
  const { accounts, probes, operations, target } = survey;
  const spelt = { ...operations, ...target.wire };
  const asked = exchangesOf(survey).filter(didAnswer);
  const missing = asked.filter(({ response }) => response?.status === 404);
  if (asked.length > 0 && missing.length === asked.length) return [nowhere(missing)];
  const probed = new Set(probes);
  const failed = new Set(accounts.map((account) => account.failed));
  const complaints = asked.flatMap((exchange): Line[] => {
    const { operation = "" } = exchange;
    const own = spelt[operation];
    const why = own && misbound({ exchange, own, known: operations[operation] ?? own, isProbe: probed.has(exchange) });
    if (!why) return [];
    const remedy = `${why} ${remedyFor(operation, own, target.wire[operation] !== undefined)}`;
    return [{ sign: failed.has(exchange) ? "wrong" : "look", topic: "binding", text: `${operation}: ${remedy}` }];
  });
  const different = [...new Map(complaints.map((line) => [line.text, line])).values()];
  const names = [...new Set(asked.flatMap(({ operation }) => operation ?? []))];
  if (different.length > 0 || names.length === 0) return different;
  return [{ sign: "fine", topic: "binding", text: `${names.join(", ")} are where they should be` }];
};

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
