import { checkFor, type Need } from "../../model/check.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, Redeemed } from "./client.ts";
import { WAYS_TO_A_CODE, type WayToACode } from "./codes-ways.ts";
import { afterExchange, isAlive } from "./connected.ts";
import { areNotValid, areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();

/** A code is used again: what it gave, or what became of that, is no good any more. */
const revokes = (
  { needs, way }: WayToACode,
  become: (session: AuthSession, held: Redeemed) => Promise<Redeemed> = async (_, held) => held,
) =>
  check({
    needs: [...needs] satisfies readonly Need[],
    async act(session) {
      const { pm } = session;
      const { user, coded } = await way(session);
      const held = await become(session, await pm.redeem(coded));
      const control = await isAlive(session, held);
      const again = await pm.verifyAuthCode(coded.client, coded.code);
      const use = await isAlive(session, held);
      pm.leave(user);
      return { control, again, use };
    },
    control: ({ control }) => areValid(control),
    // One that works twice replaces the token: that is another requirement's affair.
    judge: ({ again, use }) => (again.outcome === "success" ? [] : areNotValid(use)),
  });

/** Checks of what a second use of a code does to the token of the first. */
export const secondUses = {
  "pattmayne.second-use-revokes-the-token": {
    "code-of-a-login": revokes(WAYS_TO_A_CODE["code-of-a-login"]),
    "code-for-another-client": revokes(WAYS_TO_A_CODE["code-for-another-client"]),
    "token-of-an-exchange": revokes(WAYS_TO_A_CODE["code-of-a-login-by-cookies"], afterExchange),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
