import { goodOf, underHeader } from "../../kit/jwt/forgery.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { AuthSession } from "./client.ts";
import { borrowed, type Connected, handOn } from "./connected.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** What is made of a good token and of what clients and the user hold, in the place of that token. */
const inItsPlace = (make: (session: AuthSession, connected: Connected) => Promise<readonly string[]>) =>
  check({
    needs: ["client", "disposable-account"],
    async act(session): Promise<Evidence & { control: Exchange }> {
      const { pm } = session;
      const connected = await borrowed(session);
      const control = await pm.me({ accessToken: connected.user.accessToken });
      const tokens = await make(session, connected);
      const attempts = await oneByOne(
        "attempt",
        tokens.map((accessToken) => () => pm.me({ accessToken })),
      );
      handOn(session, connected);
      return { ...attempts, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
  });

/** A good token's claims, signed with secrets that clients and their users know. */
export const byKnownSecrets = inItsPlace(async ({ derived }, { user, held }) => {
  const known = [held.client.clientSecret, held.client.clientId, held.refreshToken, user.account.username, "auth_site"];
  const good = goodOf({ token: user.accessToken });
  return known.map((secret, index) => {
    const token = underHeader(good, { ...good.headers, alg: "HS256" }, "HS256", Buffer.from(secret));
    derived(user.accessToken, token, `HS256 by known secret ${index + 1}`);
    return token;
  });
});

/** What else clients and the user hold. */
export const otherTokensOfTheUser = inItsPlace(async ({ pm }, { user, held }) => {
  const { code } = await pm.code(user, held.client);
  return [user.refreshToken, held.refreshToken, code, held.client.clientSecret];
});
