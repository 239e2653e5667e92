// Generated from spec/ by `npm run generate`. Do not edit.
import { z } from "zod";

/** A JSON Web Token in compact serialization, signed with RS256 (RFC 7515 §7.1, RFC 7519). */
export const AccessToken = z.string().regex(new RegExp("^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$", "u"));

/** The email under which a user logs in. Its domain is compared without case, and what stands before that exactly. */
export const Email = z.string();

/** A password, as its user typed it. */
export const Password = z.string();

/** Who asks for a token. */
export const Credentials = z.object({
  email: Email,
  password: Password,
});

/** One thing that is wrong. */
export const ErrorEntry = z.object({
  message: z.string(),
  code: z.string(),
});

/** All that is wrong with a request: a list, also where it is one thing. */
export const Errors = z.array(ErrorEntry).min(1);

/** The public half of a key that tokens are signed with (RFC 7517 §4, RFC 7518 §6.3.1). */
export const PublicKey = z.object({
  kty: z.literal("RSA"),
  use: z.literal("sig"),
  alg: z.literal("RS256"),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
});

/** The keys by which tokens are verified: the one that signs, and those whose tokens have not expired yet. */
export const KeySet = z.object({
  keys: z.array(PublicKey).min(1),
});

/** The password that is right so far, and the one that is to be. */
export const PasswordChange = z.object({
  current_password: Password,
  password: Password,
});

/** A number that its server gives to each new row. */
export const RowNumber = z.int().min(0).max(9007199254740991);

/** A user. */
export const User = z.object({
  id: RowNumber,
  email: Email,
});

/** Every component, by name. */
export const schemas = { AccessToken, Credentials, Email, ErrorEntry, Errors, KeySet, Password, PasswordChange, PublicKey, RowNumber, User } as const;

/** What each operation takes and returns. */
export const operations = {
  login: {
    method: "POST",
    path: "/account/login",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: Credentials,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "access-control-expose-headers": z.literal("GN-Access-Token"), "GN-Access-Token": AccessToken }, body: User },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "www-authenticate": z.literal("Bearer") }, body: Errors },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Errors },
    },
  },
  register: {
    method: "POST",
    path: "/account/register",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: Credentials,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "access-control-expose-headers": z.literal("GN-Access-Token"), "GN-Access-Token": AccessToken }, body: User },
      "409": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Errors },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Errors },
    },
  },
  account: {
    method: "GET",
    path: "/account",
    security: ["BearerAuth"],
    query: z.object({}),
    cookies: z.object({}),
    body: null,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "access-control-expose-headers": z.literal("GN-Access-Token"), "GN-Access-Token": AccessToken }, body: User },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "www-authenticate": z.string() }, body: Errors },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Errors },
    },
  },
  deleteAccount: {
    method: "DELETE",
    path: "/account",
    security: ["BearerAuth"],
    query: z.object({}),
    cookies: z.object({}),
    body: null,
    setsCookies: [],
    responses: {
      "204": { contentType: null, headers: {}, body: null },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "www-authenticate": z.string() }, body: Errors },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Errors },
    },
  },
  changePassword: {
    method: "PUT",
    path: "/account/password",
    security: ["BearerAuth"],
    query: z.object({}),
    cookies: z.object({}),
    body: PasswordChange,
    setsCookies: [],
    responses: {
      "204": { contentType: null, headers: { "cache-control": z.literal("no-store"), "access-control-expose-headers": z.literal("GN-Access-Token"), "GN-Access-Token": AccessToken }, body: null },
      "401": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "www-authenticate": z.string() }, body: Errors },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store"), "access-control-expose-headers": z.literal("GN-Access-Token"), "GN-Access-Token": AccessToken.optional() }, body: Errors },
    },
  },
  jwks: {
    method: "GET",
    path: "/.well-known/jwks.json",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: null,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: KeySet },
      "4XX": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: Errors },
    },
  },
} as const;
