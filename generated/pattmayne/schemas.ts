// Generated from spec/ by `npm run generate`. Do not edit.
import { z } from "zod";

/** A signed JSON Web Token of a few minutes, by HS256 and a secret of its issuer's own (RFC 7519). */
export const AccessToken = z.string();

/** A code that a client redeems once, within about a minute. */
export const AuthCode = z.string();

/** The name of a client; the auth app's own is `auth_site`. */
export const ClientId = z.string();

/** By what a client proves to the auth app that it is that client. */
export const ClientSecret = z.string();

/** A user's number, which no other user ever has. */
export const UserId = z.int().min(0).max(9007199254740991);

/** The refresh token of a user at one client, opaque to everybody but the auth app. */
export const RefreshToken = z.string();

/** The refresh token that a client was shown. */
export const CheckRefreshRequest = z.object({
  client_id: ClientId,
  client_secret: ClientSecret,
  user_id: UserId,
  token: RefreshToken,
});

/** A client, as operators see it. */
export const Client = z.object({
  client_id: ClientId,
  redirect_uri: z.string(),
  is_active: z.boolean(),
});

/** What can change about a client. */
export const ClientChange = z.object({
  redirect_uri: z.string(),
  is_active: z.boolean(),
});

/** By what a client app is known, without any browser. */
export const ClientCredentials = z.object({
  client_id: ClientId,
  client_secret: ClientSecret,
});

/** Where mail reaches a user. */
export const Email = z.string();

/** Seconds since the Unix epoch (RFC 7519 §2, NumericDate). */
export const EpochSeconds = z.int().min(0).max(9007199254740991);

/** The user who logs out at this client, and so everywhere. */
export const ExtLogoutRequest = z.object({
  client_id: ClientId,
  client_secret: ClientSecret,
  user_id: UserId,
});

/** The client's last refresh token of a user, be it expired. */
export const ExtRefreshRequest = z.object({
  client_id: ClientId,
  client_secret: ClientSecret,
  user_id: UserId,
  refresh_token: RefreshToken,
});

/** What was wrong. */
export const Failure = z.object({
  error: z.string(),
  code: z.int().min(400).max(599),
});

/** A client's secret, which is shown this once. */
export const IssuedSecret = z.object({
  client_id: ClientId,
  client_secret: ClientSecret,
});

/** The name under which a user logs in. */
export const Username = z.string();

/** A registered redirect URI with a one-time code in its query, and the state where one was given. */
export const RedirectUri = z.string();

/** Who is logged in now, and where the browser goes on at another client. */
export const LoggedIn = z.object({
  username: Username,
  redirect_uri: RedirectUri.exactOptional(),
});

/** It is done. */
export const LoggedOut = z.object({
  logout: z.literal(true),
});

/** A password, as its user typed it. */
export const Password = z.string();

/** What a client gives to a browser so that it knows that browser again. */
export const State = z.string();

/** Who logs in, and at which client. With cookies that are good neither name nor password is needed. */
export const LoginRequest = z.object({
  username_or_email: z.string().exactOptional(),
  password: Password.exactOptional(),
  client_id: ClientId,
  state: State.exactOptional(),
});

/** What was mailed to an address to see whether its user reads it. */
export const MailToken = z.string();

/** A client that is to be known. */
export const NewClient = z.object({
  client_id: ClientId,
  redirect_uri: z.string(),
  is_active: z.boolean().exactOptional(),
});

/** The refresh token that is good from now on, with the expiry that all of the user's tokens have. */
export const NewRefreshToken = z.object({
  refresh_token: RefreshToken,
  expires_at: EpochSeconds,
});

/** Nothing has to be said. */
export const Nothing = z.object({});

/** Whether the token is the user's living one at this client. */
export const RefreshCheck = z.object({
  is_valid: z.boolean(),
});

/** The parts that every refusal has. */
export const Refusal = z.object({
  body: Failure,
});

/** Who wants an account, and where the user came from. */
export const RegisterRequest = z.object({
  username: Username,
  email: Email,
  password: Password,
  client_id: ClientId.exactOptional(),
  state: State.exactOptional(),
});

/** Whose signed token was renewed. */
export const Renewed = z.object({
  username: Username,
});

/** A user, as the user sees it. */
export const User = z.object({
  user_id: UserId,
  username: Username,
  email: Email.exactOptional(),
  email_verified: z.boolean(),
  user_role: z.string(),
});

/** Who logged in, and the refresh token of that user at this client. */
export const VerifiedUser = z.object({
  user_id: UserId,
  username: Username,
  user_role: z.string(),
  refresh_token: RefreshToken,
  expires_at: EpochSeconds,
});

/** The code that a browser brought. */
export const VerifyAuthCodeRequest = z.object({
  client_id: ClientId,
  client_secret: ClientSecret,
  code: AuthCode,
});

/** The token that was mailed. */
export const VerifyEmailRequest = z.object({
  token: MailToken,
});

/** Every component, by name. */
export const schemas = { AccessToken, AuthCode, CheckRefreshRequest, Client, ClientChange, ClientCredentials, ClientId, ClientSecret, Email, EpochSeconds, ExtLogoutRequest, ExtRefreshRequest, Failure, IssuedSecret, LoggedIn, LoggedOut, LoginRequest, MailToken, NewClient, NewRefreshToken, Nothing, Password, RedirectUri, RefreshCheck, RefreshToken, Refusal, RegisterRequest, Renewed, State, User, UserId, Username, VerifiedUser, VerifyAuthCodeRequest, VerifyEmailRequest } as const;

/** What each operation takes and returns. */
export const operations = {
  register: {
    method: "POST",
    path: "/auth/register",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: RegisterRequest,
    setsCookies: ["jwt","refresh_token"],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: LoggedIn },
      "409": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "429": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "retry-after": z.string() }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  login: {
    method: "POST",
    path: "/auth/login",
    security: [],
    query: z.object({}),
    cookies: z.object({ jwt: AccessToken.optional(), refresh_token: RefreshToken.optional() }),
    body: LoginRequest,
    setsCookies: ["jwt","refresh_token"],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: LoggedIn },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "403": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "404": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "429": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "retry-after": z.string() }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  logout: {
    method: "POST",
    path: "/auth/logout",
    security: [],
    query: z.object({}),
    cookies: z.object({ jwt: AccessToken.optional(), refresh_token: RefreshToken.optional() }),
    body: Nothing,
    setsCookies: ["jwt","refresh_token"],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: LoggedOut },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  refresh: {
    method: "POST",
    path: "/auth/refresh",
    security: [],
    query: z.object({}),
    cookies: z.object({ refresh_token: RefreshToken.optional() }),
    body: Nothing,
    setsCookies: ["jwt"],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Renewed },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  me: {
    method: "GET",
    path: "/auth/me",
    security: [],
    query: z.object({}),
    cookies: z.object({ jwt: AccessToken.optional(), refresh_token: RefreshToken.optional() }),
    body: null,
    setsCookies: [],
    maySetCookies: ["jwt"],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: User },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  verifyEmail: {
    method: "POST",
    path: "/auth/verify_email",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: VerifyEmailRequest,
    setsCookies: [],
    responses: {
      "204": { contentType: null, headers: {}, body: null },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  verifyAuthCode: {
    method: "POST",
    path: "/ext_auth/verify_auth_code",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: VerifyAuthCodeRequest,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: VerifiedUser },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "www-authenticate": z.string() }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  checkRefresh: {
    method: "POST",
    path: "/ext_auth/check_refresh",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: CheckRefreshRequest,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: RefreshCheck },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "www-authenticate": z.string() }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  extRefresh: {
    method: "POST",
    path: "/ext_auth/refresh",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: ExtRefreshRequest,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: NewRefreshToken },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "www-authenticate": z.string() }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  extLogout: {
    method: "POST",
    path: "/ext_auth/logout",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: ExtLogoutRequest,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: LoggedOut },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "www-authenticate": z.string() }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  addClient: {
    method: "POST",
    path: "/admin/clients",
    security: [],
    query: z.object({}),
    cookies: z.object({ jwt: AccessToken.optional() }),
    body: NewClient,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: IssuedSecret },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "403": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "409": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  changeClient: {
    method: "PUT",
    path: "/admin/clients/{client_id}",
    security: [],
    params: z.object({ client_id: ClientId }),
    query: z.object({}),
    cookies: z.object({ jwt: AccessToken.optional() }),
    body: ClientChange,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: Client },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "403": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "404": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
  newClientSecret: {
    method: "POST",
    path: "/admin/clients/{client_id}/secret",
    security: [],
    params: z.object({ client_id: ClientId }),
    query: z.object({}),
    cookies: z.object({ jwt: AccessToken.optional() }),
    body: Nothing,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: IssuedSecret },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "403": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "404": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Failure },
    },
  },
} as const;
