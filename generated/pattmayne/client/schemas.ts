// Generated from spec/ by `npm run generate`. Do not edit.
import { z } from "zod";

/** A signed JSON Web Token of a few minutes, by HS256 and a secret of its issuer's own (RFC 7519). */
export const AccessToken = z.string();

/** A code that a client redeems once, within about a minute. */
export const AuthCode = z.string();

/** A user's number, which no other user ever has. */
export const UserId = z.int().min(0).max(9007199254740991);

/** The name under which a user logs in. */
export const Username = z.string();

/** A user, as a client app knows it. */
export const ClientUser = z.object({
  user_id: UserId,
  username: Username,
  user_role: z.string().exactOptional(),
});

/** What was wrong. */
export const Failure = z.object({
  error: z.string(),
  code: z.int().min(400).max(599),
});

/** A page of this client app, without anything secret in its URL. */
export const LandingUri = z.string();

/** The auth app's page where the user logs in, with the client's name and the state in its query. */
export const LoginUri = z.string();

/** Nothing has to be said. */
export const Nothing = z.object({});

/** The refresh token of a user at one client, opaque to everybody but the auth app. */
export const RefreshToken = z.string();

/** What a client gives to a browser so that it knows that browser again. */
export const State = z.string();

/** What binds a login to the browser that began it. */
export const StateCookie = z.string();

/** Every component, by name. */
export const schemas = { AccessToken, AuthCode, ClientUser, Failure, LandingUri, LoginUri, Nothing, RefreshToken, State, StateCookie, UserId, Username } as const;

/** What each operation takes and returns. */
export const operations = {
  begin: {
    method: "GET",
    path: "/login",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: null,
    setsCookies: ["client_state"],
    responses: {
      "302": { contentType: null, headers: { "location": LoginUri, "cache-control": z.literal("no-store") }, body: null },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  callback: {
    method: "GET",
    path: "/callback",
    security: [],
    query: z.object({ code: AuthCode, state: State.optional() }),
    cookies: z.object({ client_state: StateCookie.optional() }),
    body: null,
    setsCookies: ["client_jwt","client_refresh_token","client_state"],
    responses: {
      "302": { contentType: null, headers: { "location": LandingUri, "cache-control": z.literal("no-store") }, body: null },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "502": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  me: {
    method: "GET",
    path: "/me",
    security: [],
    query: z.object({}),
    cookies: z.object({ client_jwt: AccessToken.optional(), client_refresh_token: RefreshToken.optional() }),
    body: null,
    setsCookies: [],
    maySetCookies: ["client_jwt","client_refresh_token"],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: ClientUser },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "502": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  logout: {
    method: "POST",
    path: "/logout",
    security: [],
    query: z.object({}),
    cookies: z.object({ client_jwt: AccessToken.optional(), client_refresh_token: RefreshToken.optional() }),
    body: Nothing,
    setsCookies: ["client_jwt","client_refresh_token"],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: Nothing },
      "502": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
} as const;
