import type { Variation } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import { withHeader } from "../../kit/http.ts";
import { isFieldText, prepared } from "../../kit/prepared.ts";
import type { Operator } from "../../model/apps.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Exchange, Roles } from "../../model/exchange.ts";

/** Who asks what only operators may: by a cookie, by fields, or by neither. */
export interface By {
  readonly roles: Roles;
  readonly variation?: Variation;
}

/** Nobody in particular. */
export const NOBODY: By = { roles: {} };

/** A user, by the cookie of a login. */
export const byCookie = (accessToken: unknown): By => ({ roles: { accessToken } });

/**
 * Creates what finds the operator that a target file names: logged in anew where the last login has grown old.
 *
 * @param login logs a user in at the auth app
 */
export function createOperator(
  operator: Operator | undefined,
  session: Session,
  login: (credentials: Roles) => Promise<Exchange>,
  isYoung: (exchange: Exchange) => boolean,
): () => Promise<By> {
  return async () => {
    if (!operator) throw new CannotTest("no operator is given: operator in the target file");
    if ("headers" in operator) {
      const fields = Object.entries(operator.headers).map(([name, value]) => withHeader(name, value));
      return { roles: {}, variation: { request: (plain) => fields.reduce((request, add) => add(request), plain) } };
    }
    const { username, password } = operator;
    const answer = await session.shared("login of the operator", () => login({ username, password }), isYoung);
    return byCookie(prepared(answer, "accessToken", isFieldText));
  };
}
