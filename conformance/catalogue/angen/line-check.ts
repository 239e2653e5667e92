import { expecting } from "../../kit/expect.ts";
import { bytesOf } from "../../kit/http.ts";
import { type Check, checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { AngenConnection, AngenSession } from "./api.ts";
import type { dialects } from "./dialects.ts";
import { packed } from "./packets.ts";

/** So long after an answer, no other one belongs to it, in milliseconds. */
const QUIET_MS = 300;

/** Two commands that every server answers, and not alike. */
async function ordinary({ angen, shared }: AngenSession) {
  return {
    control: await shared("a ping", () => angen.ping()),
    nobody: await shared("whose connection nobody's is", async () => (await angen.open()).whoami()),
  };
}

/** The second of two commands in one write. */
async function second({ angen, shared }: AngenSession) {
  const ask = async () => {
    const [, answer] = await (await angen.open()).askTogether([packed.ping(), packed.whoami()]);
    if (!answer) throw new Error("A command has no exchange.");
    return answer;
  };
  return { "second in a write": await shared("the second command in a write", ask) };
}

/** What a check of lines is, beside what every check is. */
export interface LineCheck<E extends Evidence> extends Omit<Check<AngenSession, E>, "whole"> {
  /** It asks several commands in one write, and is about something else: where that does not go, it cannot be tested. */
  readonly pipelined?: true;
}

/** A check whose control is a ping, and nobody's `whoami`; what it does with `judge` is the check's own. */
export function lineCheck<E extends Evidence>({ pipelined, ...check }: LineCheck<E>): Check<AngenSession> {
  const own = ({ control: _, nobody: __, "second in a write": ___, ...rest }: Evidence): E => rest as E;
  return checkFor<AngenSession>()({
    ...check,
    act: async (session): Promise<Evidence & Record<"control" | "nobody", Exchange>> => ({
      ...(await check.act(session)),
      ...(await ordinary(session)),
      ...(pipelined && (await second(session))),
    }),
    control: (evidence, given): readonly Finding[] => [
      ...expecting(evidence.control, "pong"),
      ...[evidence.nobody, evidence["second in a write"]].flatMap((each) => (each ? expecting(each, "failure") : [])),
      ...(check.control?.(own(evidence), given) ?? []),
    ],
    judge: (evidence, given) => check.judge(own(evidence), given),
  });
}

/** A check of every exchange of the run. */
export function wholeRun(judge: (exchange: Exchange) => readonly Finding[]): Check<AngenSession> {
  return checkFor<AngenSession>()({
    whole: true,
    act: async (): Promise<Evidence> => ({}),
    judge: (evidence, { dialects = [] }) => {
      const exchanges = Object.values(evidence);
      return (dialects.includes(ONE_A_WRITE) ? onlyOneAWrite(exchanges) : exchanges).flatMap(judge);
    },
  });
}

const ONE_A_WRITE = "one-command-per-write" satisfies keyof typeof dialects;

/** Longer lines come in several pieces, whoever sends them. */
const LONGEST_PIECE = 8192;

/** What a server can tell apart that takes each piece for a command: the exchanges of connections with nothing else. */
function onlyOneAWrite(exchanges: readonly Exchange[]): readonly Exchange[] {
  const requests = exchanges.flatMap(({ request }) => (request.kind === "stream" ? [request] : []));
  const writes = Map.groupBy(requests, ({ packets }) => packets);
  const mixed = requests.filter(
    ({ packets, body }) =>
      packets.length > 1 ||
      (packets.length > 0 && (writes.get(packets)?.length ?? 0) > 1) ||
      (body !== undefined && bytesOf(body).length > LONGEST_PIECE),
  );
  const spoilt = new Set(mixed.map(({ connection }) => connection));
  return exchanges.filter(({ request }) => request.kind !== "stream" || !spoilt.has(request.connection));
}

/** What comes on a connection that nothing is asked on any more. */
export function more(connection: AngenConnection): Promise<Exchange> {
  return connection.next(QUIET_MS);
}
