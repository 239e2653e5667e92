import type { Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { AuthSession } from "./client.ts";

/** One way to have cookies set. */
export interface Way {
  readonly needs: readonly Need[];
  /** It waits: checks that all waited for one of them would leave it no turn to go on. */
  readonly waits?: true;
  ask(session: AuthSession): Promise<Exchange>;
}

/** What sets cookies of the auth app. */
export const SETTING = {
  "fresh-login": { needs: [], ask: ({ pm, account }) => pm.sharedLogin(account) },
  "second-login": {
    needs: [],
    async ask({ pm, account }) {
      await pm.sharedLogin(account);
      return (await pm.signIn(account)).from;
    },
  },
  "login-by-email": {
    needs: ["registration"],
    async ask({ pm }) {
      const { account } = await pm.registered();
      return pm.login({ username: account.email, password: account.password });
    },
  },
  "fresh-registration": { needs: ["registration"], ask: async ({ pm }) => (await pm.registered()).from },
  "registration-of-a-known-user": {
    needs: ["registration"],
    async ask({ pm }) {
      const { account, from } = await pm.registered();
      const { username, email, password } = account;
      const again = await pm.register({ username, email, password });
      // Whoever has not verified the email may be refused.
      return again.outcome === "success" ? again : from;
    },
  },
  "login-at-a-client": {
    needs: ["client"],
    async ask({ pm, account }) {
      const { username, password } = account;
      return pm.login({ username, password, clientId: (await pm.client()).clientId });
    },
  },
  "login-by-cookies": {
    needs: ["client"],
    ask: async ({ pm, account }) => (await pm.code(await pm.signIn(account), await pm.client())).from,
  },
  "renewed-cookies": {
    needs: ["refresh-operation"],
    ask: async ({ pm, account }) => pm.refresh((await pm.signIn(account)).refreshToken),
  },
  "renewed-in-passing": {
    needs: ["short-access-lifetime", "disposable-account"],
    waits: true,
    async ask({ pm, until }) {
      const user = await pm.lend();
      await until(pm.expiryOf(user.from));
      const use = await pm.me(user);
      // Not every server renews in passing.
      return use.outcome === "success" ? use : user.from;
    },
  },
  "renewed-at-a-client": {
    needs: ["short-access-lifetime", "disposable-account", "client"],
    waits: true,
    async ask({ pm, until }) {
      const { from, accessToken, refreshToken } = await pm.lend();
      const { clientId } = await pm.client();
      await until(pm.expiryOf(from));
      const login = await pm.login({ accessToken, refreshToken, clientId });
      // Not every server lets in by an expired token, nor sets a new one.
      return login.outcome === "success" ? login : from;
    },
  },
} as const satisfies Record<string, Way>;
