import { expecting, expectSame } from "../../kit/expect.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession, Token } from "./api.ts";
import { lineCheck } from "./line-check.ts";
import { packed } from "./packets.ts";

const needs = ["second-account"] as const;
const ROUNDS = 4;
const whoamis = Array.from({ length: 8 }, (_, index) => packed.whoami({ messageId: `${index}` }));

/** Finds fault with answers that name another user than the one whose token that is. */
function areOf(token: Exchange, answers: readonly Exchange[]): readonly Finding[] {
  return answers.flatMap((answer) => [
    ...expecting(answer, "youare"),
    ...expectSame(answer, "userId", token.taken["userId"]),
  ]);
}

const starting = (evidence: Evidence, name: string) =>
  Object.entries(evidence).flatMap(([step, exchange]) => (step.startsWith(`${name} `) ? [exchange] : []));

const areTheirOwn = (evidence: Evidence): readonly Finding[] => [
  ...areOf(evidence["token"] as Exchange, starting(evidence, "own")),
  ...areOf(evidence["other token"] as Exchange, starting(evidence, "others")),
];

/** Checks of many commands at once, of two users. */
export const identities = {
  "angen.connection-knows-its-user": {
    "many-commands-of-two-users": lineCheck({
      pipelined: true,
      needs,
      act: async ({ angen, account, other }): Promise<Evidence> => {
        const [one, another] = [await angen.enter(account), await angen.enter(other)];
        const own: Exchange[] = [];
        const others: Exchange[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          const [mine, theirs] = await Promise.all([
            one.connection.askTogether(whoamis),
            another.connection.askTogether(whoamis),
          ]);
          own.push(...mine);
          others.push(...theirs);
        }
        const tokens = { token: one.token.from, "other token": another.token.from };
        return { ...tokens, ...numbered("own", own), ...numbered("others", others) };
      },
      judge: areTheirOwn,
    }),
    "logins-of-two-users-in-one-write": lineCheck({
      pipelined: true,
      needs,
      act: async ({ angen, account, other }): Promise<Evidence> => {
        const [token, others] = [await angen.token(account), await angen.token(other)];
        const [first, second] = [await angen.open(), await angen.open()];
        const of = ({ identifierCode }: Token) => [packed.login(identifierCode), ...whoamis];
        const [[, ...own], [, ...foreign]] = await Promise.all([
          first.askTogether(of(token)),
          second.askTogether(of(others)),
        ]);
        return {
          token: token.from,
          "other token": others.from,
          ...numbered("own", own),
          ...numbered("others", foreign),
        };
      },
      judge: areTheirOwn,
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
