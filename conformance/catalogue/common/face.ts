import type { HttpCaller, Variation } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import type { Exchange, Roles } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Circumstance } from "../circumstances.ts";

/** Asks for what a token's user may see; without a token for `undefined`. */
export type Resource<S> = (session: S, accessToken: unknown, variation?: Variation) => Promise<Exchange>;

/**
 * What the common checks see of a protocol whose transport they do not ask anything of: its login, its resources, and how
 * their outcomes are called.
 */
export interface CommonFace<S extends Session, At extends Circumstance> {
  /** Sends `username` and `password`, whatever they are. */
  login(session: S, credentials: Roles, variation?: Variation): Promise<Exchange>;
  /** A login of a user with everything in order that checks share: the control of those that send another one. */
  rightLogin(session: S, account?: Account): Promise<Exchange>;
  readonly loggedIn: string;
  /** The outcomes of a request that is refused because it is malformed. */
  readonly refused: readonly string[];
  /** What a login with credentials that are merely wrong may be answered with. */
  readonly wrongCredentials: readonly string[];
  /** An access token, from whatever login. */
  access(session: S, account: Account): Promise<string>;
  /** The resource that says whose token it is, as `username`. */
  readonly whoAmI: Resource<S>;
  /** Every protected resource, under the circumstance of being asked there. */
  readonly resources: Readonly<Record<At, Resource<S>>>;
  /** The outcomes of a resource for a token that is good. */
  readonly authorized: readonly string[];
  /** The outcomes of a resource for a token that is no good. */
  readonly unauthorized: readonly string[];
  /** The roles that carry passwords and tokens. */
  readonly secretRoles: readonly string[];
  /** Changes what a user chooses of a name: of an email, what stands before the @. Without it, that is all of it. */
  changeName?(name: string, change: (part: string) => string): string;
}

/** What the common checks see of a protocol over HTTP. */
export interface Face<S extends Session, At extends Circumstance> extends CommonFace<S, At> {
  http(session: S): HttpCaller;
}

/** A name with what its user chooses of it changed. */
export function renamed<S extends Session, At extends Circumstance>(
  { changeName = (name, change) => change(name) }: Pick<CommonFace<S, At>, "changeName">,
  name: string,
  change: (part: string) => string,
): string {
  return changeName(name, change);
}

/** One check for each resource. */
export function atEach<S, At extends Circumstance, C>(
  resources: Readonly<Record<At, Resource<S>>>,
  makeCheck: (resource: Resource<S>) => C,
): Record<At, C> {
  const entries = Object.entries<Resource<S>>(resources).map(([at, resource]) => [at, makeCheck(resource)]);
  return Object.fromEntries(entries) as Record<At, C>;
}
