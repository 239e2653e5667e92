import { expecting } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered, releasedTogether } from "../common/parallel.ts";
import type { HmailSession } from "./client.ts";
import { needs, onceAtMost, rightCreation } from "./creation.ts";

const check = checkFor<HmailSession>();

/** How many users ask at once for an account with one challenge, how often, and how far apart. */
const RIVALS = 3;
const TRIES = [0, 10, 60];

/** Checks of what is good once, however many ask at once. */
export const onceOnly = {
  "hmail.single-use-credential-is-redeemed-once": {
    "three-at-once": check({
      needs,
      exclusive: true,
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { hmail } = session;
        const control = await rightCreation(session);
        const evidence: Record<string, Exchange> = {};
        for (const [index, longestGapMs] of TRIES.entries()) {
          const challenge = await hmail.realChallenge();
          const rivals = Array.from({ length: RIVALS }, () => hmail.newAccount());
          const proofs = await Promise.all(rivals.map(({ username }) => hmail.prove(username, challenge)));
          const creations = await releasedTogether(session, RIVALS, longestGapMs, (rival, variation) =>
            hmail.createAccount(rivals[rival] ?? hmail.newAccount(), proofs[rival], variation),
          );
          const logins = await Promise.all(rivals.map((rival) => hmail.authenticate({ ...rival })));
          Object.assign(evidence, numbered(`try ${index + 1}, creation`, creations));
          Object.assign(evidence, numbered(`try ${index + 1}, login`, logins));
        }
        return { ...evidence, control };
      },
      control: ({ control }) => expecting(control, "success"),
      // What lives afterwards counts, and not what was said.
      judge: (evidence) => TRIES.flatMap((_, index) => onceAtMost(evidence, `try ${index + 1}, login`)),
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
