import type { Variation } from "../../engine/http-caller.ts";
import type { Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { AuthSession } from "./client.ts";
import { type Connected, exchanged, isAlive } from "./connected.ts";

/** What comes together with a logout, and what it yields, used afterwards. */
export interface Rival {
  readonly needs: readonly Need[];
  /** It waits for seconds, which tokens of others would not outlive if nothing else ran meanwhile. */
  readonly waits?: true;
  /** Prepares it, and what is asked then. */
  ready(session: AuthSession, each: Connected): Promise<(variation: Variation) => Promise<Exchange>>;
  afterwards(session: AuthSession, answer: Exchange, each: Connected): Promise<readonly Exchange[]>;
}

export const cookiesOf = ({ accessToken, refreshToken }: Connected["user"]) => ({ accessToken, refreshToken });

export const redemption = (elsewhere: boolean): Rival => ({
  needs: elsewhere ? ["second-client"] : [],
  async ready({ pm }, { user, held }) {
    const { client, code } = await pm.code(user, elsewhere ? await pm.otherClient() : held.client);
    return (variation) => pm.verifyAuthCode(client, code, variation);
  },
  async afterwards(session, answer, { held }) {
    const { pm } = session;
    const next = pm.redeemed(elsewhere ? await pm.otherClient() : held.client, answer);
    return [await isAlive(session, next), await exchanged(session, next)];
  },
});

export const exchange: Rival = {
  needs: [],
  ready:
    async ({ pm }, { held }) =>
    (variation) =>
      pm.extRefresh(held.client, held, variation),
  async afterwards(session, answer, { held }) {
    const next = session.pm.exchanged(held, answer);
    return [await isAlive(session, next), await exchanged(session, next)];
  },
};

/** What a renewed signed token is still good for. */
async function usesOf({ pm }: AuthSession, { taken }: Exchange): Promise<readonly Exchange[]> {
  const { accessToken } = taken;
  return accessToken === undefined ? [] : [await pm.me({ accessToken })];
}

export const renewal: Rival = {
  needs: ["refresh-operation"],
  ready:
    async ({ pm }, { user: { refreshToken } }) =>
    (variation) =>
      pm.refresh(refreshToken, variation),
  afterwards: usesOf,
};

export const renewalInPassing: Rival = {
  needs: ["short-access-lifetime"],
  waits: true,
  async ready({ pm, until }, { user }) {
    const { accessToken, refreshToken } = user;
    await until(pm.expiryOf(user.from));
    return (variation) => pm.me({ accessToken, refreshToken }, variation);
  },
  afterwards: usesOf,
};

export const loginByCookies: Rival = {
  needs: [],
  ready: async ({ pm }, { user, held: { client } }) => {
    const cookies = cookiesOf(user);
    return (variation) => pm.login({ ...cookies, clientId: client.clientId }, variation);
  },
  async afterwards(session, answer, { held }) {
    const { pm } = session;
    const { client, code } = pm.coded(held.client, answer);
    return [await pm.verifyAuthCode(client, code), ...(await usesOf(session, answer))];
  },
};
