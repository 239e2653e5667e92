import { expectThat } from "../../kit/expect.ts";
import type { Client } from "../../model/apps.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered, releasedTogether } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { AuthSession, Redeemed } from "./client.ts";
import { borrowed, isAlive } from "./connected.ts";
import { succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();
const OWN = ["client", "disposable-account"] as const satisfies readonly Need[];
const TWO = [...OWN, "second-client"] as const satisfies readonly Need[];

/** How many come at once, and how far apart at most in each try, in milliseconds. */
const RIVALS = 6;
const GAPS_MS = [0, 20, 0, 100, 0];
const TRIES = [3, GAPS_MS.length] as const;

/** Finds fault where more of the exchanges of a step succeeded than one. */
function onceAtMost(
  evidence: Evidence,
  name: string,
  isGood = ({ outcome }: Exchange) => outcome === "success",
): readonly Finding[] {
  const [first, ...others] = Object.values(evidence).filter((each) => each.step.startsWith(`${name} `) && isGood(each));
  return others.flatMap(({ step, said }) => expectThat(false, step, "no success", `${said}; as did ${first?.step}`));
}

const findingsOf = (evidence: Evidence, name: string): readonly Finding[] => [
  ...onceAtMost(evidence, `${name}, rival`),
  ...onceAtMost(evidence, `${name}, afterwards`, ({ taken }) => taken["isValid"] === true),
];

/** What those who won hold, and whether it is alive. */
async function alive(session: AuthSession, won: readonly Redeemed[]): Promise<Exchange[]> {
  const uses: Exchange[] = [];
  for (const held of won) uses.push(await isAlive(session, held));
  return uses;
}

/** A code, or a token, that comes several times at once: one wins at most, and one token lives at most. */
const race = (
  way: (
    session: AuthSession,
    client: Client | undefined,
  ) => Promise<{
    readonly control: Exchange;
    ask(index: number, variation: object): Promise<Exchange>;
    held(answer: Exchange): Redeemed;
    leave(): void;
  }>,
  elsewhere: boolean,
) =>
  check({
    needs: elsewhere ? TWO : OWN,
    exclusive: true,
    async act(session): Promise<Evidence> {
      return raced(
        session,
        TRIES,
        async (name, index) => {
          const { control, ask, held, leave } = await way(
            session,
            elsewhere ? await session.pm.otherClient() : undefined,
          );
          const answers = await releasedTogether(session, RIVALS, GAPS_MS[index] ?? 0, ask);
          const won = answers.filter(({ outcome }) => outcome === "success").map(held);
          const uses = await alive(session, won);
          leave();
          return {
            [`${name}, control`]: control,
            ...numbered(`${name}, rival`, answers),
            ...numbered(`${name}, afterwards`, uses),
          };
        },
        findingsOf,
      );
    },
    control: (evidence) =>
      Object.values(evidence)
        .filter(({ step }) => step.endsWith("control"))
        .flatMap((each) => ("isValid" in each.taken ? areValid(each) : succeed(each))),
    judge: (evidence) => namesOfTries(TRIES[1]).flatMap((name) => findingsOf(evidence, name)),
  });

const ofACode: Parameters<typeof race>[0] = async (session, client) => {
  const { pm } = session;
  const { user, held } = await borrowed(session);
  const coded = await pm.code(user, client ?? held.client);
  return {
    control: coded.from,
    ask: (_, variation) => pm.verifyAuthCode(coded.client, coded.code, variation),
    held: (answer) => pm.redeemed(coded.client, answer),
    leave: () => pm.leave(user),
  };
};

const ofAToken: Parameters<typeof race>[0] = async (session, client) => {
  const { pm } = session;
  const { user, held } = await borrowed(session);
  const last = client ? await pm.connect(user, client) : held;
  return {
    control: await isAlive(session, last),
    ask: (_, variation) => pm.extRefresh(last.client, last, variation),
    held: (answer) => pm.exchanged(last, answer),
    leave: () => pm.leave(user),
  };
};

/** Checks of what comes several times at once. */
export const races = {
  "pattmayne.single-use-credential-is-redeemed-once": {
    "six-at-once": race(ofACode, false),
    "six-at-another-client": race(ofACode, true),
  },
  "pattmayne.parallel-exchanges-have-one-winner": {
    "six-at-once": race(ofAToken, false),
    "six-at-another-client": race(ofAToken, true),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
