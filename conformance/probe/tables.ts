import type { HttpRequestSpelling } from "../model/wire.ts";

/** Where servers have a description of themselves, and of which kind. */
export const DOCUMENTS: readonly { readonly path: string; readonly kind: "openapi" | "oauth" }[] = [
  { path: "/.well-known/openid-configuration", kind: "oauth" },
  { path: "/.well-known/oauth-authorization-server", kind: "oauth" },
  { path: "/openapi.json", kind: "openapi" },
  { path: "/openapi.yaml", kind: "openapi" },
  { path: "/swagger.json", kind: "openapi" },
  { path: "/v3/api-docs", kind: "openapi" },
  { path: "/api/schema/", kind: "openapi" },
  { path: "/api/openapi.json", kind: "openapi" },
  { path: "/swagger/v1/swagger.json", kind: "openapi" },
];

type Body = Pick<HttpRequestSpelling, "json" | "form">;

/** How the credentials of a login are spelt, with what the name of the login is called there. */
interface LoginBody {
  readonly user: string;
  readonly body: Body;
}

/** FeathersJS says in the body by which of its strategies one logs in. */
const STRATEGIES: readonly LoginBody[] = ["email", "username"].map((user) => ({
  user,
  body: { json: { strategy: "local", ...credentials(user) } },
}));

/** Node-RED has clients of its own, one of them for programs. */
const OWN_CLIENT: LoginBody = {
  user: "username",
  body: {
    form: { client_id: "node-red-admin", grant_type: "password", scope: "*", ...credentials("username") },
  },
};

/** Where logins are, the likeliest first; `grant` for those that are OAuth's as a rule; how they are spelt there alone. */
export const LOGIN_PATHS: readonly {
  readonly path: string;
  readonly grant?: true;
  readonly bodies?: readonly LoginBody[];
}[] = [
  { path: "/login" },
  { path: "/api/login" },
  { path: "/auth/login" },
  { path: "/api/auth/login" },
  { path: "/api/v1/auth/login" },
  { path: "/v1/auth/login" },
  { path: "/token", grant: true },
  { path: "/oauth/token", grant: true },
  { path: "/oauth2/token", grant: true },
  { path: "/connect/token", grant: true },
  { path: "/o/token/", grant: true },
  { path: "/token/", grant: true },
  { path: "/auth/jwt/create/" },
  { path: "/api/token/" },
  { path: "/api/auth/sign-in/username" },
  { path: "/api/auth/sign-in/email" },
  { path: "/api/v1/auth/sign-in" },
  { path: "/auth/sign-in" },
  { path: "/api/auth/signin" },
  { path: "/auth/signin" },
  { path: "/signin" },
  { path: "/sessions" },
  { path: "/session" },
  { path: "/api/session" },
  { path: "/api/v1/login" },
  { path: "/auth/token", bodies: [OWN_CLIENT] },
  { path: "/authentication", bodies: STRATEGIES },
  { path: "/authenticate" },
  { path: "/auth" },
];

/** How logins are spelt elsewhere, the likeliest first. */
export const LOGIN_BODIES: readonly LoginBody[] = [
  ...["username", "email"].map((user) => ({ user, body: { json: credentials(user) } })),
  { user: "username", body: { form: credentials("username") } },
  ...["login", "identifier", "user", "name"].map((user) => ({ user, body: { json: credentials(user) } })),
  { user: "email", body: { form: credentials("email") } },
  { user: "email", body: { json: { user: credentials("email") } } },
  { user: "name", body: { json: { user: { name: "{username}", secret: "{password}" } } } },
  ...STRATEGIES,
];

/** What a grant asks for where it is refused without: everything, as several servers spell it, or who the user is. */
export const GRANT_SCOPES = ["*", "openid"] as const;

/** What an authorization server alone says of a request (RFC 6749 §5.2). */
export const GRANT_ERRORS = [
  "invalid_client",
  "invalid_grant",
  "unauthorized_client",
  "unsupported_grant_type",
  "invalid_scope",
] as const;

function credentials(user: string): Record<string, string> {
  return { [user]: "{username}", password: "{password}" };
}

/** Where a resource is that says whose token one is, beside the login or above it. */
export const SESSION_NAMES = [
  "me",
  "session",
  "users/me",
  "userinfo",
  "user",
  "get-session",
  "account",
  "whoami",
  "profile",
  "auth/me",
  "settings",
] as const;

/** Where a refresh is. */
export const REFRESH_NAMES = [
  "refresh",
  "token/refresh",
  "refresh-token",
  "refreshToken",
  "token",
  "renew",
  "tokens/refresh",
] as const;

/** What a refresh token is called in a request. */
export const REFRESH_MEMBERS = ["refresh_token", "refreshToken", "refresh", "token", "rt"] as const;

/** Where a logout is, and how it is asked. */
export const LOGOUTS: readonly { readonly method: string; readonly name: string }[] = [
  { method: "POST", name: "logout" },
  { method: "POST", name: "sign-out" },
  { method: "POST", name: "signout" },
  { method: "POST", name: "blacklist" },
  { method: "POST", name: "revoke" },
  { method: "DELETE", name: "session" },
  { method: "DELETE", name: "sessions" },
  { method: "DELETE", name: "logout" },
  { method: "GET", name: "logout" },
];

type Carried = Pick<HttpRequestSpelling, "headers" | "cookies">;

/** Where a revocation is, beside the token endpoint (RFC 7009 names none). */
export const REVOCATION_NAMES = ["revoke", "revoke_token", "revocation"] as const;

/** How an access token is sent, the likeliest first, where it does not come in a cookie. */
export const CARRIAGES: readonly Carried[] = [
  { headers: { authorization: "Bearer {accessToken}" } },
  { headers: { authorization: "Token {accessToken}" } },
  { headers: { authorization: "JWT {accessToken}" } },
  { headers: { authorization: "{accessToken}" } },
  { headers: { "x-auth-token": "{accessToken}" } },
  { headers: { "x-access-token": "{accessToken}" } },
  { headers: { "x-session-token": "{accessToken}" } },
  { headers: { "authentication-token": "{accessToken}" } },
  { headers: { "x-parse-session-token": "{accessToken}" } },
  { headers: { "x-auth": "Token {accessToken}" } },
  { cookies: { token: "{accessToken}" } },
];

/** A refresh of OAuth, as a form (RFC 6749 §6). */
export const GRANT: Readonly<Record<string, string>> = {
  grant_type: "refresh_token",
  refresh_token: "{refreshToken}",
};

/** What a member of an object in a description is called by whoever means one of these. */
export const MEMBERS: readonly { readonly role: string; readonly pattern: RegExp }[] = [
  { role: "password", pattern: /pass|pwd|secret/i },
  { role: "username", pattern: /user|e-?mail|login|name|identifier|account/i },
  { role: "refreshToken", pattern: /refresh|token|^rt$/i },
];
