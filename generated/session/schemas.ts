// Generated from spec/ by `npm run generate`. Do not edit.
import { z } from "zod";

/** The access token of a session, opaque to the client. */
export const AccessToken = z.string();

/** What was wrong, as OAuth spells it (RFC 6749 §5.2). */
export const ErrorCode = z.literal(["invalid_request","invalid_credentials","invalid_grant","invalid_token"]);

/** The name under which a user logs in. */
export const Username = z.string();

/** A password, as its user typed it. */
export const Password = z.string();

/** Who begins a session. */
export const LoginRequest = z.object({
  username: Username,
  password: Password,
});

/** The refresh token of a session, opaque to the client. */
export const RefreshToken = z.string();

/** The refresh token of the session that is to end. */
export const LogoutRequest = z.object({
  refresh_token: RefreshToken,
});

/** An error as OAuth spells it (RFC 6749 §5.2). */
export const OAuthError = z.object({
  error: ErrorCode,
  error_description: z.string().exactOptional(),
});

/** The refresh token that is to be exchanged. */
export const RefreshRequest = z.object({
  refresh_token: RefreshToken,
});

/** Seconds from now, as RFC 6749 §5.1 tells lifetimes. */
export const Seconds = z.int().min(0).max(9007199254740991);

/** Whose session it is, and how long its access token still lives. */
export const SessionResponse = z.object({
  username: Username,
  expires_in: Seconds,
});

/** The tokens of a session, and how long they live. */
export const Tokens = z.object({
  access_token: AccessToken,
  refresh_token: RefreshToken,
  token_type: z.literal("Bearer"),
  expires_in: Seconds,
  refresh_expires_in: Seconds,
});

/** Every component, by name. */
export const schemas = { AccessToken, ErrorCode, LoginRequest, LogoutRequest, OAuthError, Password, RefreshRequest, RefreshToken, Seconds, SessionResponse, Tokens, Username } as const;

/** What each operation takes and returns. */
export const operations = {
  login: {
    method: "POST",
    path: "/login",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: LoginRequest,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Tokens },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "www-authenticate": z.literal("Bearer") }, body: OAuthError },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: OAuthError },
    },
  },
  refresh: {
    method: "POST",
    path: "/refresh",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: RefreshRequest,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Tokens },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: OAuthError },
    },
  },
  logout: {
    method: "POST",
    path: "/logout",
    security: ["BearerAuth"],
    query: z.object({}),
    cookies: z.object({}),
    body: LogoutRequest,
    setsCookies: [],
    responses: {
      "204": { contentType: null, headers: {}, body: null },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "www-authenticate": z.string() }, body: OAuthError },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: OAuthError },
    },
  },
  session: {
    method: "GET",
    path: "/session",
    security: ["BearerAuth"],
    query: z.object({}),
    cookies: z.object({}),
    body: null,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: SessionResponse },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "www-authenticate": z.string() }, body: OAuthError },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: OAuthError },
    },
  },
} as const;
