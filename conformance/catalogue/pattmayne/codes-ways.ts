import type { Need } from "../../model/check.ts";
import type { AuthSession, Coded, SignedIn } from "./client.ts";
import { borrowed } from "./connected.ts";

/** How a user comes to a code for a client. */
export interface WayToACode {
  readonly needs: readonly Need[];
  way(session: AuthSession): Promise<{ readonly user: Pick<SignedIn, "account">; readonly coded: Coded }>;
}

const OWN = ["client", "disposable-account"] as const satisfies readonly Need[];

/** The ways to a code, each under its circumstance. */
export const WAYS_TO_A_CODE = {
  "code-of-a-login": {
    needs: OWN,
    async way({ pm }) {
      const [user, client] = [await pm.lend(), await pm.client()];
      const { username, password } = user.account;
      return { user, coded: pm.coded(client, await pm.login({ username, password, clientId: client.clientId })) };
    },
  },
  "code-of-a-login-by-cookies": {
    needs: OWN,
    async way(session) {
      const { user, held } = await borrowed(session);
      return { user, coded: await session.pm.code(user, held.client) };
    },
  },
  "code-of-a-registration": {
    needs: ["client", "registration"],
    async way({ pm }) {
      const [account, client] = [pm.newAccount(), await pm.client()];
      const { username, email, password } = account;
      const from = await pm.register({ username, email, password, clientId: client.clientId });
      return { user: { account }, coded: pm.coded(client, from) };
    },
  },
  "code-for-another-client": {
    needs: [...OWN, "second-client"],
    async way(session) {
      const { pm } = session;
      const { user } = await borrowed(session);
      return { user, coded: await pm.code(user, await pm.otherClient()) };
    },
  },
} as const satisfies Record<string, WayToACode>;
