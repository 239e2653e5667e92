import type { HttpOperation, HttpRequestSpelling, Place } from "../model/wire.ts";
import type { OAuth, OAuthClient } from "../targets/presets/oauth.ts";
import type { FoundToken } from "./tokens.ts";

/** The tokens of a session, and where an answer had them. */
export interface Tokens {
  readonly access: FoundToken;
  readonly refresh?: FoundToken;
  /** Where the answer tells how long they live. */
  readonly accessExpiresIn?: Place;
  readonly refreshExpiresIn?: Place;
  /** Where it tells that in a number that may mean seconds or milliseconds. */
  readonly unclear?: { readonly access?: string; readonly refresh?: string };
}

/** A login that went well. */
export interface FoundLogin {
  readonly spelling: HttpRequestSpelling;
  readonly tokens: Tokens;
  /** All that could be an access token, the likeliest first. */
  readonly candidates: readonly FoundToken[];
  readonly outcomes?: HttpOperation["outcomes"];
  /** The paths that cookies of the answer are for. */
  readonly cookiePaths: readonly string[];
  /** It is the grant by password, and these are its settings. */
  readonly oauth?: OAuth;
}

/** The resource that says whose token one is. */
export interface FoundSession {
  readonly spelling: HttpRequestSpelling;
  readonly token: FoundToken;
  readonly outcomes?: HttpOperation["outcomes"];
  /** Where it says who the user is, and what it says, where that is not the name of the login. */
  readonly identity?: { readonly at: string; readonly value?: string };
  readonly expiresIn?: Place;
}

/** How a session is refreshed. */
export interface FoundRefresh {
  readonly spelling: HttpRequestSpelling;
  readonly tokens: Tokens;
  /** Whether it gives another refresh token. */
  readonly rotates: boolean;
}

/** How a session is logged out. */
export interface FoundLogout {
  readonly spelling: HttpRequestSpelling;
  readonly outcomes?: HttpOperation["outcomes"];
  /** What it ended of its session. */
  readonly ended: readonly ("access" | "refresh")[];
}

/** What is known of a login that was not found. */
export interface Unfound {
  /** What was tried, and what was said to it, in a few lines. */
  readonly tried: readonly string[];
  /** Where something answered as if it could be the login. */
  readonly path?: string;
  /** It is an authorization server, as far as anything says so. */
  readonly oauth?: Omit<OAuth, "client">;
  readonly client?: Omit<OAuthClient, "in">;
}

/** Everything that was found, and what was said about it. */
export interface Found {
  /** With a path prefix if there is one. */
  readonly url: string;
  /** Fields that go with every request, as a target file names their values. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly login?: FoundLogin;
  readonly unfound?: Unfound;
  readonly session?: FoundSession;
  readonly refresh?: FoundRefresh;
  readonly logout?: FoundLogout;
  /** What answered as if it could be the refresh or the logout, where it did not do. */
  readonly there?: { readonly refresh?: string; readonly logout?: string };
  readonly remarks: readonly Remark[];
}

/** What was found and how, or what was not, and what to fill in. */
export interface Remark {
  readonly about: "description" | "login" | "tokens" | "lifetimes" | "session" | "refresh" | "logout" | "policy";
  readonly found: boolean;
  readonly text: string;
}
