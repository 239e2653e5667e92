import type { Variation } from "../../engine/http-caller.ts";
import type { Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { AuthSession, SignedIn } from "./client.ts";

/** What a browser asks with its cookies, and what that changes. */
export interface BrowserOperation {
  readonly needs: readonly Need[];
  ask(session: AuthSession, user: SignedIn, variation?: Variation): Promise<Exchange>;
}

/** The requests that cookies authenticate and that change something, each under its circumstance. */
export const BROWSER_OPERATIONS = {
  "at-a-refresh": {
    needs: ["refresh-operation", "disposable-account"],
    ask: ({ pm }, { refreshToken }, variation) => pm.refresh(refreshToken, variation),
  },
  "at-a-logout": {
    needs: ["disposable-account"],
    ask: ({ pm }, user, variation) => pm.logout(user, variation),
  },
  "at-a-login-by-cookies": {
    needs: ["client", "disposable-account"],
    async ask({ pm }, { accessToken, refreshToken }, variation) {
      const { clientId } = await pm.client();
      return pm.login({ accessToken, refreshToken, clientId }, variation);
    },
  },
} as const satisfies Record<string, BrowserOperation>;

/** What the cookies of a user are still good for. */
export async function goodFor(
  { pm }: Pick<AuthSession, "pm">,
  user: SignedIn,
): Promise<Evidence & Record<"use" | "renewal", Exchange>> {
  return { use: await pm.me({ accessToken: user.accessToken }), renewal: await pm.refresh(user.refreshToken) };
}
