import { objectIn, part, partsOf, signed } from "../../kit/jwt/jws.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { altered } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** A signed token's claims with an exp that is over, under a signature that is not the server's. */
function overAndForged(token: string, now: number): readonly string[] {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) throw new CannotTest("the target's tokens are no signed JWTs");
  const { header, payload, signature } = partsOf(token);
  const over = part({ ...objectIn(payload), exp: Math.floor(now / 1000) - 60 });
  const none = part({ alg: "none", typ: "JWT" });
  return [
    `${header}.${over}.${signature}`,
    `${none}.${over}.`,
    `${none}.${over}.${signature}`,
    signed(header, over, "HS256", Buffer.from("secret")),
  ];
}

/** Forged tokens that are over, beside the refresh token of the same user. */
const neverRenewed = (forge: (user: SignedIn, session: AuthSession) => Promise<readonly string[]>) => ({
  async act(session: AuthSession): Promise<Evidence & { control: Exchange }> {
    const { pm } = session;
    const user = await pm.registered();
    const control = await pm.refresh(user.refreshToken);
    const tokens = await forge(user, session);
    const { refreshToken } = user;
    const attempts = await oneByOne(
      "attempt",
      tokens.map((accessToken) => () => pm.me({ accessToken, refreshToken })),
    );
    return { ...attempts, control };
  },
  control: ({ control }: { control: Exchange }) => succeed(control),
  judge: ({ control: _, ...attempts }: Evidence & { control: Exchange }) => areRefused(...Object.values(attempts)),
});

/** Checks of tokens that the auth app has not signed, beside a refresh token that is good. */
export const forgedRenewals = {
  "pattmayne.forged-jwt-is-never-renewed": {
    "forged-and-over": check({
      needs: ["registration", "refresh-operation"],
      ...neverRenewed(async ({ accessToken }, { targetNow }) => overAndForged(accessToken, targetNow())),
    }),
    "altered-after-expiry": check({
      needs: ["registration", "refresh-operation", "short-access-lifetime"],
      ...neverRenewed(async ({ accessToken, from }, { pm, until }) => {
        await until(pm.expiryOf(from));
        return [altered(accessToken), altered(accessToken, "start")];
      }),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
