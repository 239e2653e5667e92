import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { HttpRequest } from "../../model/exchange.ts";
import type { AuthSession } from "./client.ts";
import { FORWARDED } from "./client-app/foreign-places.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** A client that is added by a request as a proxy would pass it on that was asked for by another name. */
export const addedElsewhere = {
  "client-added-from-another-host": check({
    needs: ["operator"],
    act: async ({ pm, account, newName }) => {
      const { roles, variation } = await pm.operator();
      const user = await pm.cookies(account);
      const { from: control } = await pm.code(user, await pm.newClient());
      const clientId = newName();
      const redirectUri = `https://${clientId}.example/callback`;
      const request = (plain: HttpRequest) => FORWARDED(variation?.request?.(plain) ?? plain);
      const addition = await pm.addClient({ clientId, redirectUri }, { roles, variation: { ...variation, request } });
      const { accessToken, refreshToken } = user;
      // Whoever refuses such a request adds no client.
      const isThere = addition.outcome === "success";
      return { control, addition, ...(isThere && { login: await pm.login({ accessToken, refreshToken, clientId }) }) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ addition, login }) => {
      if (!login) return [];
      const [expected, actual] = [addition.sent["redirectUri"], login.taken["redirectUri"]].map(String);
      return expectThat(String(actual).startsWith(`${expected}?`), login.step, `${expected}`, `${actual}`);
    },
  }),
} as const;
