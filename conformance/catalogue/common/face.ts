import type { HttpCaller, Variation } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import type { Exchange, Roles } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";

/** What the common checks see of a protocol over HTTP: a login, a resource, and how their outcomes are called. */
export interface Face<S extends Session> {
  /** Sends `username` and `password`, whatever they are. */
  login(session: S, credentials: Roles, variation?: Variation): Promise<Exchange>;
  /** A login with everything in order that checks share: the control of those that send another one. */
  rightLogin(session: S): Promise<Exchange>;
  readonly loggedIn: string;
  /** What a login with credentials that are merely wrong may be answered with. */
  readonly wrongCredentials: readonly string[];
  /** An access token, from whatever login. */
  access(session: S, account: Account): Promise<string>;
  /** Asks for what the token's user may see; without a token for `undefined`. */
  resource(session: S, accessToken: unknown, variation?: Variation): Promise<Exchange>;
  readonly authorized: string;
  /** What the resource answers to a token that is no good. */
  readonly unauthorized: readonly string[];
  http(session: S): HttpCaller;
}
