import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { AuthSession } from "./client.ts";
import { FORWARDED } from "./client-app/foreign-places.ts";
import { succeed } from "./outcomes.ts";
import { goHome } from "./redirecting.ts";

const check = checkFor<AuthSession>();

/** A client that is added by a request as a proxy would pass it on that was asked for by another name. */
export const addedElsewhere = {
  "client-added-from-another-host": check({
    needs: ["operator"],
    act: async ({ pm, account, newName }): Promise<Evidence & Record<"control" | "addition", Exchange>> => {
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
      const logIn = () => pm.login({ accessToken, refreshToken, clientId });
      return { control, addition, ...(isThere && { [`login ${redirectUri}`]: await logIn() }) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, addition: __, ...logins }) => goHome(logins),
  }),
} as const;
