import { expecting } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered, releasedTogether } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { HmailSession } from "./client.ts";
import { needs, onceAtMost, rightCreation } from "./creation.ts";

const check = checkFor<HmailSession>();

/** How many users ask at once for an account with one challenge, how often, and how far apart. */
const RIVALS = 3;
const GAPS_MS = [0, 10, 60, 0, 0];
const TRIES = [3, GAPS_MS.length] as const;
/** What lives afterwards counts, and not what was said. */
const redeemedTwice = (evidence: Evidence, name: string) => onceAtMost(evidence, `${name}, login`);

/** Checks of what is good once, however many ask at once. */
export const onceOnly = {
  "hmail.single-use-credential-is-redeemed-once": {
    "three-at-once": check({
      needs,
      exclusive: true,
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { hmail } = session;
        const control = await rightCreation(session);
        const evidence = await raced(
          session,
          TRIES,
          async (name, index) => {
            const challenge = await hmail.realChallenge();
            const rivals = Array.from({ length: RIVALS }, () => hmail.newAccount());
            const proofs = await Promise.all(rivals.map(({ username }) => hmail.prove(username, challenge)));
            const creations = await releasedTogether(session, RIVALS, GAPS_MS[index] ?? 0, (rival, variation) =>
              hmail.createAccount(rivals[rival] ?? hmail.newAccount(), proofs[rival], variation),
            );
            const logins = await Promise.all(rivals.map((rival) => hmail.authenticate({ ...rival })));
            return { ...numbered(`${name}, creation`, creations), ...numbered(`${name}, login`, logins) };
          },
          redeemedTwice,
        );
        return { ...evidence, control };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: (evidence) => namesOfTries(TRIES[1]).flatMap((name) => redeemedTwice(evidence, name)),
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
