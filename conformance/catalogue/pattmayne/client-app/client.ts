import type { wire } from "@authmark/protocols/pattmayne/client/wire";
import type { HttpCaller, Variation } from "../../../engine/http-caller.ts";
import type { Session } from "../../../engine/session.ts";
import { isFieldText, isText, prepared } from "../../../kit/prepared.ts";
import { CannotTest, PreparationFailed } from "../../../model/errors.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { Target } from "../../../model/target.ts";
import type { Cookies } from "../operations.ts";
import { expiryOf } from "../tokens.ts";
import { type AuthApp, playAuthApp, type User } from "./auth-app.ts";
import { isInOrder, waitedInVain } from "./witness.ts";

/** What a check of a client app works with: a browser, and the auth app that the client app asks. */
export interface AppSession extends Session {
  readonly app: AppClient;
  readonly auth: AuthApp;
}

/** A login that a browser has begun. */
export interface Begun {
  /** Nothing where the client app gives none. */
  readonly state: string | undefined;
  readonly stateCookie: string | undefined;
  readonly from: Exchange;
}

/** The cookies of a user who has logged in at the client app. */
export interface AppUser {
  readonly user: User;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly from: Exchange;
}

/** What a browser brings back from the auth app. */
export interface Callback {
  readonly code?: unknown;
  readonly state?: unknown;
  readonly stateCookie?: unknown;
}

type Operation = keyof typeof wire.operations;
export type AppCaller = HttpCaller<Operation>;
export type AppClient = ReturnType<typeof createAppClient>;

/** What a session of a client app adds: its client, and the suite's auth app. */
export function createAppSession(http: AppCaller, session: Session, target: Target): Pick<AppSession, "app" | "auth"> {
  const { clientApp } = target.apps ?? {};
  if (!clientApp) throw new CannotTest("the client app's own settings are missing: clientApp in the target file");
  const auth = playAuthApp(session, clientApp);
  return { auth, app: createAppClient(http, session, auth, target) };
}

/** Creates the client that checks of a client app ask with: one function an operation, and the ways in that they share. */
export function createAppClient(http: AppCaller, session: Session, auth: AuthApp, target: Target) {
  /** @throws CannotTest where the client app waited in vain for what the suite was to answer */
  const call = async (...args: Parameters<AppCaller["call"]>): Promise<Exchange> => {
    const before = session.asked().length;
    const exchange = await http.call(...args);
    // Where the check itself had the auth app be out of order, that is what the client app says.
    if (
      !waitedInVain(exchange) ||
      session
        .asked()
        .slice(before)
        .some((each) => !isInOrder(each))
    )
      return exchange;
    throw new CannotTest("the suite was too slow as an auth app: give it a machine with less to do");
  };
  const begin = (variation?: Variation) => http.call("begin", {}, variation);
  const callback = (brought: Callback, variation?: Variation) => call("callback", { ...brought }, variation);
  const me = ({ accessToken, refreshToken }: Cookies, variation?: Variation) =>
    call("me", { accessToken, refreshToken }, variation);
  const logout = ({ accessToken, refreshToken }: Cookies, variation?: Variation) =>
    call("logout", { accessToken, refreshToken }, variation);

  const begun = (from: Exchange): Begun => {
    if (from.outcome !== "success") throw new PreparationFailed("no login began", from);
    const { state, stateCookie } = from.taken;
    return {
      from,
      state: isText(state) ? state : undefined,
      stateCookie: isText(stateCookie) ? stateCookie : undefined,
    };
  };
  const signedIn = (user: User, from: Exchange): AppUser => ({
    user,
    from,
    accessToken: prepared(from, "accessToken", isFieldText),
    refreshToken: prepared(from, "refreshToken", isFieldText),
  });

  const expired = async (...exchanges: readonly Exchange[]) => {
    // One after the other: each of these expiries is waited for.
    for (const exchange of exchanges) await session.until(expiryOf(session, exchange, target));
  };

  const { clientId = "", clientSecret = "" } = target.apps?.clientApp ?? {};

  return {
    http,
    clientId,
    clientSecret,
    /** The Origin of the client app's own pages. */
    origin: target.apps?.origin ?? new URL(target.url).origin,
    begin,
    callback,
    me,
    logout,
    begun,
    signedIn,

    /** Logs a user in, from the beginning to the cookies. */
    async signIn(user: User = auth.newUser()): Promise<AppUser> {
      const { state, stateCookie } = begun(await begin());
      return signedIn(user, await callback({ code: auth.code(user), state, stateCookie }));
    },

    /** Waits until the signed tokens of some answers have expired. */
    expired,

    /** Logs a user in, and waits until the signed token has expired. */
    async stale(user: User = auth.newUser()): Promise<AppUser> {
      const { state, stateCookie } = begun(await begin());
      const from = await callback({ code: auth.code(user), state, stateCookie });
      const stale = signedIn(user, from);
      await expired(from);
      return stale;
    },

    /** When the signed token of an answer expires, in milliseconds since the epoch by the target's clock. */
    expiryOf: (exchange: Exchange) => expiryOf(session, exchange, target),
  };
}
