import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { connected, isAlive } from "./connected.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();
const needs = ["operator", "disposable-account"] as const;

/** A user with a token and a code at a client that is switched off then. */
async function switchedOff(session: AuthSession) {
  const { pm } = session;
  const client = await pm.newClient();
  const { user, held } = await connected(session, client);
  const { code } = await pm.code(user, client);
  const control = await isAlive(session, held);
  return { user, held, code, control, client, off: await pm.changed(client, { inactive: true }) };
}

/** Checks of clients that are switched off while users are there. */
export const switchedOffClients = {
  "pattmayne.inactive-client-is-refused-at-the-back": {
    "while-users-are-there": check({
      needs,
      async act(session): Promise<Evidence & { control: Exchange }> {
        const { pm } = session;
        const { user, held, code, control, client } = await switchedOff(session);
        const attempts = await oneByOne("attempt", [
          () => pm.verifyAuthCode(client, code),
          () => isAlive(session, held),
          () => pm.extRefresh(client, held),
          () => pm.extLogout(client, held.userId),
        ]);
        pm.leave(user);
        return { ...attempts, control };
      },
      control: ({ control }) => areValid(control),
      judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
    }),
  },
  "pattmayne.client-is-switched-on-again": {
    "while-users-are-there": check({
      needs,
      async act(session) {
        const { pm } = session;
        const { user, held, control, off } = await switchedOff(session);
        const client = await pm.changed(off, { inactive: undefined });
        const { accessToken, refreshToken } = user;
        const again = await pm.login({ accessToken, refreshToken, clientId: client.clientId });
        const redemption = await pm.verifyAuthCode(client, again.taken["code"]);
        pm.leave(user);
        return { held: held.from, control, again, redemption };
      },
      control: ({ control }) => areValid(control),
      judge: ({ again, redemption }) => succeed(again, redemption),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
