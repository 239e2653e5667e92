import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

const needs = ["operator"] as const;

/** A login without a password, at a client. */
export async function atClient({ pm, account }: AuthSession, clientId: string): Promise<Exchange> {
  const { accessToken, refreshToken } = await pm.cookies(account);
  return pm.login({ accessToken, refreshToken, clientId });
}

/** Checks of what operators do. */
export const operators = {
  "pattmayne.new-client-is-known": {
    "new-client": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const client = await pm.newClient();
        const login = await atClient(session, client.clientId);
        return { login, redemption: await pm.verifyAuthCode(client, login.taken["code"]) };
      },
      judge: ({ login, redemption }) => succeed(login, redemption),
    }),
    "two-new-clients": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const [one, other] = [await pm.newClient(), await pm.newClient()];
        const login = await atClient(session, one.clientId);
        const second = await atClient(session, other.clientId);
        return {
          login,
          second,
          redemption: await pm.verifyAuthCode(one, login.taken["code"]),
          secondRedemption: await pm.verifyAuthCode(other, second.taken["code"]),
        };
      },
      judge: ({ login, second, redemption, secondRedemption }) => succeed(login, second, redemption, secondRedemption),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
