// Generated from spec/ by `npm run generate`. Do not edit.
import { z } from "zod";

/** The access token of a session, opaque to the client. */
export const AccessToken = z.string();

/** What was wrong, as OAuth spells it (RFC 6749 §5.2). */
export const ErrorCode = z.literal(["invalid_request","invalid_credentials","invalid_grant","invalid_token"]);

/** Seconds from now, as RFC 6749 §5.1 tells lifetimes. */
export const Seconds = z.int().min(0).max(9007199254740991);

/** How long the tokens in the cookies live. */
export const Lifetimes = z.object({
  expires_in: Seconds,
  refresh_expires_in: Seconds,
});

/** The name under which a user logs in. */
export const Username = z.string();

/** A password, as its user typed it. */
export const Password = z.string();

/** Who begins a session. */
export const LoginRequest = z.object({
  username: Username,
  password: Password,
});

/** Nothing has to be said. */
export const Nothing = z.object({});

/** An error as OAuth spells it (RFC 6749 §5.2). */
export const OAuthError = z.object({
  error: ErrorCode,
  error_description: z.string().exactOptional(),
});

/** The refresh token of a session, opaque to the client. */
export const RefreshToken = z.string();

/** Whose session it is, and how long its access token still lives. */
export const SessionResponse = z.object({
  username: Username,
  expires_in: Seconds,
});

/** Every component, by name. */
export const schemas = { AccessToken, ErrorCode, Lifetimes, LoginRequest, Nothing, OAuthError, Password, RefreshToken, Seconds, SessionResponse, Username } as const;

/** What each operation takes and returns. */
export const operations = {
  login: {
    method: "POST",
    path: "/login",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: LoginRequest,
    setsCookies: ["__Host-access_token","__Host-refresh_token"],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Lifetimes },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: OAuthError },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: OAuthError },
    },
  },
  refresh: {
    method: "POST",
    path: "/refresh",
    security: [],
    query: z.object({}),
    cookies: z.object({ "__Host-refresh_token": RefreshToken.optional() }),
    body: Nothing,
    setsCookies: ["__Host-access_token","__Host-refresh_token"],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Lifetimes },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: OAuthError },
    },
  },
  logout: {
    method: "POST",
    path: "/logout",
    security: [],
    query: z.object({}),
    cookies: z.object({ "__Host-access_token": AccessToken.optional(), "__Host-refresh_token": RefreshToken.optional() }),
    body: Nothing,
    setsCookies: ["__Host-access_token","__Host-refresh_token"],
    responses: {
      "204": { contentType: null, headers: {}, body: null },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: OAuthError },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: OAuthError },
    },
  },
  session: {
    method: "GET",
    path: "/session",
    security: [],
    query: z.object({}),
    cookies: z.object({ "__Host-access_token": AccessToken.optional() }),
    body: null,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: SessionResponse },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: OAuthError },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: OAuthError },
    },
  },
} as const;
