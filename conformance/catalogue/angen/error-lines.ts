import { expecting } from "../../kit/expect.ts";
import type { Check, Need } from "../../model/check.ts";
import type { Body, Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import { numbered } from "../common/parallel.ts";
import { nothingMore } from "./answers.ts";
import type { AngenSession, Ask } from "./api.ts";
import { lineCheck, more } from "./line-check.ts";
import { areErrors, areRefused } from "./outcomes.ts";

type Asked = (session: AngenSession) => readonly Ask[] | Promise<readonly Ask[]>;
type JudgeAll = (...answers: readonly Exchange[]) => readonly Finding[];

/** What is asked is each answered with system/error, and once, on a connection that then serves a command. */
export const areAllErrors = (asked: Asked, needs: readonly Need[] = []) => areAll(areErrors, asked, needs);

/** The same, where system/failure will do. */
export const areAllRefused = (asked: Asked, needs: readonly Need[] = []) => areAll(areRefused, asked, needs);

function areAll(judgeAll: JudgeAll, asked: Asked, needs: readonly Need[]): Check<AngenSession> {
  return lineCheck({
    needs,
    survival: true,
    pipelined: true,
    act: async (session): Promise<Evidence> => {
      const connection = await session.angen.open();
      const answers = numbered("attempt", await connection.askAll(await asked(session)));
      return { ...answers, after: await connection.ping(), behind: await more(connection) };
    },
    judge: ({ after, behind, ...answers }): readonly Finding[] => [
      ...judgeAll(...Object.values(answers)),
      ...expecting(after as Exchange, "pong"),
      ...nothingMore(behind as Exchange),
    ],
  });
}

/** Lines in the place of a ping. */
export const asLines = (bodies: readonly Body[]): readonly Ask[] =>
  bodies.map((body) => (connection) => connection.ping({ line: () => body }));

/** Pings in whose envelope something is otherwise; what is undefined there is left out. */
export const enveloped = (changes: readonly object[]): readonly Ask[] =>
  changes.map((change) => (connection) => connection.ping({ envelope: (envelope) => ({ ...envelope, ...change }) }));
