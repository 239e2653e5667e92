import type { Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { AuthSession } from "./client.ts";
import type { Everywhere } from "./sessions.ts";

/** How all of a user's sessions are ended. */
export interface Ending {
  readonly needs: readonly Need[];
  end(session: AuthSession, all: Pick<Everywhere, "user" | "elsewhere" | "here" | "there">): Promise<Exchange>;
}

/** Ways to log out at the auth app itself. */
export const AT_HOME = {
  "in-the-last-browser": {
    needs: [],
    end: ({ pm }, { elsewhere }) => pm.logout(elsewhere),
  },
  "by-the-jwt-alone": {
    needs: [],
    end: ({ pm }, { user }) => pm.logout({ accessToken: user.accessToken }),
  },
} as const satisfies Record<string, Ending>;

/** Ways to log out at a client. */
export const AT_A_CLIENT = {
  "at-a-client": {
    needs: [],
    end: ({ pm }, { here }) => pm.extLogout(here.client, here.userId),
  },
  "at-another-client": {
    needs: [],
    end: ({ pm }, { there }) => pm.extLogout(there.client, there.userId),
  },
} as const satisfies Record<string, Ending>;
