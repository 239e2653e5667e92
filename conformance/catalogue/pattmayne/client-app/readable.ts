import { goodOf } from "../../../kit/jwt/forgery.ts";
import { CannotTest } from "../../../model/errors.ts";

/**
 * A signed token in its parts, from which others are forged.
 *
 * @throws CannotTest where the token is no signed JWT, which other sentences are about
 */
export function readable({ accessToken }: { readonly accessToken: string }): ReturnType<typeof goodOf> {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(accessToken)) throw new CannotTest("the target's tokens are no signed JWTs");
  return goodOf({ token: accessToken });
}
