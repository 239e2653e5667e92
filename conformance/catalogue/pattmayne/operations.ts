import type { wire } from "@authmark/protocols/pattmayne/wire";
import type { HttpCaller, Variation } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import type { Client } from "../../model/apps.ts";
import type { Exchange, Roles } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { By } from "./acting-operator.ts";

/** By which name the auth app is a client of its own. */
export const AUTH_SITE = "auth_site";

/** What a browser holds of the auth app. */
export interface Cookies {
  readonly accessToken?: unknown;
  readonly refreshToken?: unknown;
}

/** What a login is asked with; without a client, it is one at the auth app itself. */
export interface Login extends Cookies {
  readonly username?: unknown;
  readonly password?: unknown;
  readonly clientId?: unknown;
  readonly state?: unknown;
}

/** What a registration is asked with. */
export interface Registration extends Omit<Login, keyof Cookies> {
  readonly email?: unknown;
}

/** As whom the back channel is asked; what is left out is not sent. */
export type As = Partial<Record<keyof Client, unknown>>;

/** A refresh token of a user at a client. */
export interface Held {
  readonly userId?: unknown;
  readonly refreshToken?: unknown;
}

type Operation = keyof typeof wire.operations;
export type AuthCaller = HttpCaller<Operation>;
export type Operations = ReturnType<typeof createOperations>;

/** One function for each operation of an auth app; what is undefined is not sent. */
export function createOperations(http: AuthCaller, session: Session) {
  const madeHere = session.stock<Account>("accounts made");
  const known = () => [...session.accounts, ...madeHere];
  /** A login that must fail counts against its address: the suite stays within what is declared of that. */
  const failing = (name: unknown, password: unknown): Pick<Variation, "fails"> => {
    const isRight = known().some(
      (account) => [account.username, account.email].includes(name as string) && account.password === password,
    );
    return isRight ? {} : { fails: String(name) };
  };
  const back = ({ clientId, clientSecret }: As): Roles => ({ clientId, clientSecret });

  return {
    http,

    /** Logs in by a password, or by cookies where none is given. */
    login({ clientId = AUTH_SITE, ...login }: Login, variation?: Variation): Promise<Exchange> {
      const { username, password } = login;
      const isByCookies = username === undefined && password === undefined;
      // What is changed about a request may make a failure of it.
      const counts = variation?.request ? { fails: String(username) } : isByCookies ? {} : failing(username, password);
      return http.call("login", { ...login, clientId }, { ...counts, ...variation });
    },

    /** Asks for an account; one that is made is noted, so that it is removed in the end. */
    async register(registration: Registration, variation?: Variation): Promise<Exchange> {
      const { username, email, password } = registration;
      const isKnown = known().some((account) => account.email === email);
      // An email that is another's in some other spelling makes a failed login of it.
      const answer = await http.call("register", { ...registration }, { fails: String(email), ...variation });
      if (answer.outcome === "success" && !isKnown) {
        const made = { username: String(username), email: String(email), password: String(password) };
        madeHere.push(made);
        session.made(made);
      }
      return answer;
    },

    me: (cookies: Cookies, variation?: Variation) => http.call("me", { ...cookies }, variation),
    refresh: (refreshToken: unknown, variation?: Variation) => http.call("refresh", { refreshToken }, variation),
    logout: (cookies: Cookies, variation?: Variation) => http.call("logout", { ...cookies }, variation),
    verifyEmail: (mailToken: unknown, variation?: Variation) => http.call("verifyEmail", { mailToken }, variation),

    verifyAuthCode: (as: As, code: unknown, variation?: Variation) =>
      http.call("verifyAuthCode", { ...back(as), code }, variation),
    checkRefresh: (as: As, held: Held, variation?: Variation) =>
      http.call("checkRefresh", { ...back(as), ...held }, variation),
    extRefresh: (as: As, held: Held, variation?: Variation) =>
      http.call("extRefresh", { ...back(as), ...held }, variation),
    extLogout: (as: As, userId: unknown, variation?: Variation) =>
      http.call("extLogout", { ...back(as), userId }, variation),

    /** `by` is who asks: an operator, or somebody else. */
    addClient: (client: As & { isActive?: unknown }, by: By) =>
      http.call(
        "addClient",
        { clientId: client.clientId, registeredUri: client.redirectUri, isActive: client.isActive, ...by.roles },
        by.variation,
      ),
    changeClient: (client: As & { isActive?: unknown }, by: By) =>
      http.call(
        "changeClient",
        { clientId: client.clientId, registeredUri: client.redirectUri, isActive: client.isActive, ...by.roles },
        by.variation,
      ),
    newClientSecret: (clientId: unknown, by: By) =>
      http.call("newClientSecret", { clientId, ...by.roles }, by.variation),
  };
}
