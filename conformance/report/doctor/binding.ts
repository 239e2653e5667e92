import { statusOf } from "../../kit/http.ts";
import { ownOperations } from "../../kit/own-operations.ts";
import { requestText } from "../../kit/request-text.ts";
import type { Exchange } from "../../model/exchange.ts";
import { didAnswer } from "../../targets/wire/misbound.ts";
import { misbound, remedyFor } from "../../targets/wire/transports.ts";
import { exchangesOf } from "./address.ts";
import type { Examine, Examined, Line } from "./examine.ts";
import { refusedTokens } from "./refused-tokens.ts";

/** Whether the operations are where the wire says, and answer as it says. */
export const binding: Examine = (survey) => {
  const asked = exchangesOf(survey).filter((exchange) => didAnswer(exchange) && exchange.operation !== undefined);
  const missing = asked.filter((exchange) => statusOf(exchange) === 404);
  if (asked.length > 0 && missing.length === asked.length) return [nowhere(missing)];
  const byOperation = [...Map.groupBy(asked, ({ operation }) => operation ?? "")];
  const complaints = [
    ...refusedTokens(survey),
    ...byOperation.flatMap(([operation, exchanges]) => complaint(operation, exchanges, survey)),
    ...failedSteps(survey),
  ];
  if (complaints.length > 0 || asked.length === 0) return complaints;
  const names = byOperation.map(([operation]) => operation).join(", ");
  return [{ sign: "fine", topic: "binding", text: `${names} are where they should be` }];
};

/** What is wrong with one operation, told once for all users; a login that did not succeed tells most. */
function complaint(name: string, exchanges: readonly Exchange[], survey: Examined): Line[] {
  const { accounts, probes, operations, target } = survey;
  const own = target.wire[name] ?? operations[name];
  if (!operations[name] || !own) return [];
  const isFailed = (exchange: Exchange) => accounts.some((account) => account.failed === exchange);
  const failed = exchanges.find(isFailed);
  const told = misbound({ name, own, operations, all: ownOperations(operations, target), exchanges, probes });
  const first = told.find(({ exchange }) => exchange === failed) ?? told[0];
  if (first === undefined) return [];
  const text = `${name}: ${first.text} ${remedyFor({ name, own, operations })}`;
  return [{ sign: failed ? "wrong" : "look", topic: "binding", text }];
}

/** Steps before an operation, which belong to none: one that no login gets past is told once for all users. */
function failedSteps({ accounts, probes, show }: Examined): Line[] {
  const atLogin = accounts.flatMap(({ failed, why }) =>
    failed && isStep(failed) && !failed.error ? (why ?? failed.said) : [],
  );
  if (atLogin[0] !== undefined) return [{ sign: "wrong", topic: "binding", text: `${show(atLogin[0])}. ${SEE}` }];
  return probes.filter(isStep).map(({ step, request, said }) => {
    const text = `${step}, ${requestText(request)} said ${show(said)}. ${SEE}`;
    return { sign: "look", topic: "binding", text };
  });
}

const SEE = "See before: in the target file.";

function isStep({ operation, step }: Exchange): boolean {
  return operation === undefined && step.startsWith("before ");
}

/** One message for one mistake: nothing is anywhere. */
function nowhere(exchanges: readonly Exchange[]): Line {
  const paths = [...new Set(exchanges.map(({ request }) => requestText(request)))];
  const text = `nothing is there: ${paths.join(", ")} said 404. Is the path in the address right? Or else write the paths down in a target file, under wire.`;
  return { sign: "wrong", topic: "binding", text };
}
