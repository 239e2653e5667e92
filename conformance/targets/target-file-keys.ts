import type { TransportName } from "../kit/address.ts";
import { type ProtocolId, type Role, rolesOf } from "../model/requirement.ts";
import { APP_ROWS } from "./apps-rows.ts";
import { WITH_JWTS, WITH_SECRETS } from "./jwt-schema.ts";
import { START_ROWS } from "./start/start-rows.ts";
import { WIRE_KEYS } from "./wire-keys.ts";
import { transportOf, wires } from "./wires.ts";

/** What is to be said of a key of the target file, in an editor and in the file that `authmark init` writes. */
export interface KeyRow {
  readonly says: string;
  readonly example?: unknown;
  /** Another example, for a protocol in lines. */
  readonly inLines?: unknown;
  /** A file to begin with has it; the others stand there as comments. */
  readonly begins?: true;
  /** Examples for protocols whose own differ. */
  readonly examples?: Readonly<Partial<Record<ProtocolId, unknown>>>;
  /** The protocols that have it. */
  readonly only?: readonly ProtocolId[];
  /** The roles that do not have it. */
  readonly except?: readonly Role[];
  /** The transport whose protocols have it. */
  readonly over?: TransportName;
}

/** A row for every key; `*` stands for any name, `[]` for the items of a list. */
export const KEYS: Readonly<Record<string, KeyRow>> = {
  name: {
    says: "What reports call the target, for people. Without it, the file's name.",
    example: "My server",
    begins: true,
  },
  protocol: { says: "The protocol that the target speaks.", begins: true },
  at: { says: "Where the target is.", begins: true },
  "at.url": {
    says: "Its address, with a path prefix if there is one; without a user, a query or a fragment.",
    example: "https://127.0.0.1:8081",
    inLines: "tls://127.0.0.1:8201",
    begins: true,
  },
  "at.ca": {
    says: "The authority that signed its certificate, in PEM, where that is a private one; a path beside this file.",
    example: "./ca.pem",
  },
  "at.plain": {
    says: "Where the same server speaks plain HTTP, beside TLS: credentials must not be taken there.",
    example: "http://127.0.0.1:8080",
    over: "http",
  },
  accounts: {
    says: "Users of the target, each once. Two or more, one with a password of more than 128 bytes, let everything be tested. Without any, a run makes its own: see provision.",
    example: [
      { username: "alice", password: `\${ALICE_PASSWORD}` },
      { username: "bob", password: `\${BOB_PASSWORD}` },
    ],
    begins: true,
    except: ["client-app"],
  },
  "accounts[].username": { says: "The name that the user logs in with." },
  "accounts[].password": { says: `The user's password; best taken from the environment, as \${VARIABLE}.` },
  "accounts[].email": { says: "The user's email, where users log in by it as well as by name.", over: "stream" },
  "accounts[].identity": {
    says: "What the target calls the user where it says whose token one is, if that is not the username.",
  },
  "accounts[].disposable": { says: "Whether checks may change the user's password, or have the user removed." },
  provision: {
    says: "How accounts are made for a run where none are given: by the protocol's own registration, which is what happens without this as well, or by a command that is told AUTHMARK_USERNAME and AUTHMARK_PASSWORD.",
    example: "registration",
    except: ["client-app"],
  },
  "provision.command": { says: "The command, for the shell, run in this file's folder." },
  domain: { says: "The domain of the target's addresses, where the protocol has them.", example: "localhost" },
  lifetimes: {
    says: "How long tokens live, where the wire does not tell it, and how lenient a verifier is. A number is seconds; or write 500ms, 2s, 15m, 1h, 30d.",
    example: { access: "15m", refresh: "30d", leeway: "0s" },
  },
  "lifetimes.access": { says: "How long an access token lives." },
  "lifetimes.refresh": { says: "How long a refresh token lives." },
  "lifetimes.code": { says: "How long a code lives that a client redeems.", only: ["pattmayne"] },
  "lifetimes.leeway": { says: "How long after its expiry a token may still be taken." },
  issuer: {
    says: "The iss of the JWTs that the target issues.",
    example: "https://auth.example",
    only: WITH_JWTS,
  },
  audience: {
    says: "Whom the target issues its JWTs for: the aud that it asks for. Without it, aud is not looked at.",
    example: "https://api.example",
    only: WITH_JWTS,
  },
  publicKey: {
    says: "The key that the target's JWTs verify with, where the target does not publish it: a file beside this one, in PEM, as a JWK or as a JWK Set; or the same as text.",
    example: "./public.pem",
    only: WITH_JWTS,
  },
  signingKey: {
    says: "The private key that the target signs its JWTs with, so that the suite can sign what must be refused for what it says: a file beside this one, or the text itself, in PEM. Where tokens are signed with a secret, that secret. Of a test's server only.",
    example: `\${SIGNING_KEY}`,
    only: [...WITH_JWTS, ...WITH_SECRETS],
  },
  listen: {
    says: "Where the target reaches the suite, which looks whether the target fetches URLs that a token names. On one machine nothing need be said.",
    example: { host: "host.docker.internal", port: 8090 },
    only: [...WITH_JWTS, ...WITH_SECRETS],
  },
  "listen.host": { says: "The name or the address of the suite's machine, as the target sees it." },
  "listen.port": { says: "The port; without it, any that is free." },
  tokensKeepAddress: {
    says: "Whether the target takes a token only from the address that it was given to; without it, from any.",
    example: true,
    over: "stream",
  },
  profiles: {
    says: "Other ways in which the same target is started. A check that the target above offers no means for runs there.",
    example: { "short-access": { at: { url: "https://127.0.0.1:8082" } } },
    inLines: { "keeps-address": { at: { url: "tls://127.0.0.1:8202" }, tokensKeepAddress: true } },
  },
  "profiles.*": { says: "One of them, under a name for people." },
  "profiles.*.at": { says: "Where it is, as above." },
  "profiles.*.at.url": { says: "Its address." },
  "profiles.*.at.ca": { says: "The authority that signed its certificate." },
  "profiles.*.at.plain": { says: "Where it speaks plain HTTP, beside TLS.", over: "http" },
  "profiles.*.tokensKeepAddress": { says: "Whether tokens keep their address there, as above.", over: "stream" },
  "profiles.*.lifetimes": { says: "How long tokens live there, as above." },
  "profiles.*.lifetimes.access": { says: "How long an access token lives." },
  "profiles.*.lifetimes.refresh": { says: "How long a refresh token lives." },
  "profiles.*.lifetimes.code": { says: "How long a code lives that a client redeems.", only: ["pattmayne"] },
  "profiles.*.lifetimes.leeway": { says: "How long after its expiry a token may still be taken." },
  limits: {
    says: "What the target takes before it refuses or suspends: the suite stays below.",
    example: { failedLogins: "10 per 60s", requests: "100 per 1s" },
  },
  "limits.failedLogins": { says: "Failed logins of one account, and from one address." },
  "limits.suspension": {
    says: "How long an address is suspended after too many of them, where the answers do not say it.",
    only: ["pattmayne"],
  },
  "limits.requests": { says: "Requests." },
  "limits.line": { says: "The bytes that a line may have.", over: "stream" },
  hooks: {
    says: "Commands, for the shell, that do to the target what only you can do. They run in this file's folder; a user comes as AUTHMARK_USERNAME, AUTHMARK_PASSWORD and AUTHMARK_NEW_PASSWORD.",
    example: { restart: "systemctl restart my-server", "remove-account": 'my-server remove "$AUTHMARK_USERNAME"' },
  },
  "hooks.restart": { says: "Restarts the target with the same store, and returns; the suite waits until it answers." },
  "hooks.change-password": { says: "Sets a user's password." },
  "hooks.remove-account": { says: "Removes a user, or disables one." },
  "hooks.rotate-key": { says: "Has the target sign its JWTs with another key from now on.", only: WITH_JWTS },
  dialects: {
    says: "Deviations from requirements that are known: they are tested, and reported as deviations with your reason.",
    example: [{ id: "bearer-case-sensitive", because: "clients of version 1 rely on it" }],
  },
  "dialects[].id": { says: "The name of the deviation; authmark list --dialects shows them." },
  "dialects[].because": { says: "Why it is there." },
  policy: {
    says: "What the target does where the protocol leaves a choice; it is tested as declared. What is left out is as in the example.",
    example: {
      reuse: "reject",
      reuseRevokes: "refresh+access",
      oldAccess: "dies",
      logoutRevokes: "refresh+access",
      logoutScope: "session",
    },
    examples: { pattmayne: { externalLoginSetsOwnCookies: true, logoutKeepsClientJwt: true } },
    only: ["session", "pattmayne"],
  },
  "policy.externalLoginSetsOwnCookies": {
    says: "Of an auth app: whether a login at another client sets its own cookies as well.",
    only: ["pattmayne"],
  },
  "policy.logoutKeepsClientJwt": {
    says: "Of a client app: whether its signed tokens live until their expiry after a logout of their user.",
    only: ["pattmayne"],
  },
  "policy.reuse": {
    says: "What happens to a refresh token that comes again: reject; until-successor-used, taken until the token that replaced it is used; same-successor, taken and answered with the same tokens; or grace.",
    only: ["session"],
  },
  "policy.reuse.grace": { says: "For so long after its first use it is taken again.", only: ["session"] },
  "policy.reuseRevokes": {
    says: "What a reuse that is refused takes with it: none, refresh or refresh+access, of the session.",
    only: ["session"],
  },
  "policy.oldAccess": {
    says: "What a refresh does to the access token before it: it dies, or lives to its expiry.",
    only: ["session"],
  },
  "policy.logoutRevokes": { says: "What a logout ends: refresh or refresh+access.", only: ["session"] },
  "policy.logoutScope": { says: "Whose tokens: those of the session, or all of the user.", only: ["session"] },
  "policy.refreshLifetime": {
    says: "Whether a refresh begins the refresh token's lifetime anew (sliding) or not (absolute).",
    only: ["session"],
  },
  "policy.lostResponse": {
    says: "What a refresh does that is sent again since its answer was lost: it recovers the session, or ends it.",
    only: ["session"],
  },
  wire: {
    says: "Operations that the target spells otherwise than the protocol does; each is written down whole, and {username} stands for a value by what it means. Operations that are left out are as in the protocol.",
  },
  ...START_ROWS,
  ...APP_ROWS,
  ...WIRE_KEYS,
};

/** Whether a protocol has a key, in one of its roles; what is inside of one goes by that, unless it says so itself. */
export function isFor(path: string, protocol: string, role = rolesOf(protocol)[0]): boolean {
  const [top = ""] = path.split(/[.[]/);
  const only: readonly string[] | undefined = KEYS[path]?.only ?? KEYS[top]?.only;
  const except: readonly string[] = KEYS[path]?.except ?? KEYS[top]?.except ?? [];
  const over = KEYS[path]?.over ?? KEYS[top]?.over;
  const own = Object.hasOwn(wires, protocol) ? transportOf(protocol as ProtocolId) : undefined;
  if (role !== undefined && except.includes(role)) return false;
  return (only === undefined || only.includes(protocol)) && (over === undefined || over === own);
}
