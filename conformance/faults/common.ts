import type { ProtocolId } from "../model/requirement.ts";

/** Servers that are broken in how they compare names and passwords, whatever the protocol. */
const credentials = {
  "a server that compares the first 72 bytes of a password": "password-is-compared-whole",
  "a server that compares a password up to a NUL": "password-is-compared-whole",
  "a server that trims passwords": "password-is-compared-whole",
  "a server that ignores the case of passwords": "password-is-compared-whole",
  "a server that takes any user's password": "password-is-its-users-own",
  "a server that strips invisible characters from names": "look-alike-name-is-another-name",
  "a server that folds names to ASCII": "look-alike-name-is-another-name",
  "a server that refuses the login after three failed ones, whoever's they were": "failed-logins-lock-nobody-else-out",
} as const;

/** Servers that are broken in what every protocol over HTTP asks, by what they break, without the protocol's name. */
const everywhere = {
  // Bad input
  "a server that logs in whoever sends a password that is no text": "malformed-login-yields-no-token",
  "a server that fails on a long password": "no-request-is-a-server-error",
  "a server that refuses the login after an unreadable one": "next-request-is-served",
  "a server that shows where it stumbled": "no-answer-shows-a-trace",
  "a server that reads every media type, and finds it malformed": "refusal-has-the-fitting-status",

  // Secrets
  "a server that names a page with a new token in its URL": "secrets-never-stand-in-a-url",
  "a server that repeats what it refuses": "secrets-are-never-echoed",
  "a server that repeats a token that it refuses": "secrets-are-never-echoed",
  "a server that takes a password from the query": "credentials-in-the-query-are-ignored",
  "a server that takes a token from the query": "token-in-the-query-is-ignored",
  "a server that issues one token a user and second": "tokens-never-repeat",

  // Credentials
  ...credentials,

  // State and HTTP
  "a server that guards a path in one spelling only": "paths-have-one-spelling",
  "a server that lets every origin read": "foreign-origins-get-no-credentials",
  "a server that names an origin in its answer, and not in Vary": "allowed-origin-is-named-in-vary",
  "a server that looks at preconditions before the token": "dead-token-is-never-not-modified",
  "a server that authenticates a connection": "authentication-is-not-sticky",
  "a server that answers 405 without Allow": "405-carries-allow",
  "a server that takes a wrong method for a wrong path": "wrong-method-is-405",
  "a server that answers 400 where nothing is": "unknown-path-is-404",
} as const;

/** Servers that are broken in how they read a token in the field Authorization. */
const inAField = {
  "a server that knows the scheme in one spelling only": "scheme-is-matched-without-case",
  "a server that splits the token off at the first space": "blanks-around-the-token-are-accepted",
  "a server that takes the last of several tokens": "two-authorization-fields-are-refused",
} as const;

/** Servers that are broken where messages are told apart, or in what is before HTTP. */
const framing = {
  "a server that takes the first of two lengths": "conflicting-content-lengths-are-refused",
  "a server that needs no Host": "missing-host-is-refused",
  "a server that takes the first of two Hosts": "second-host-is-refused",
  "a server that ignores a blank before the colon": "space-before-the-colon-is-refused",
  "a server that ignores a length beside a transfer coding": "length-beside-transfer-encoding-ends-the-connection",
  "a server that still speaks TLS 1.1": "old-tls-is-refused",
  "a server that keeps the caller of a request where the next one finds it": "pipelined-requests-keep-their-users",
} as const;

const inCookies = { ...everywhere, ...framing } as const;
const common = { ...everywhere, ...inAField, ...framing } as const;

/** Servers whose tokens say more than nothing, where tokens are to be opaque. */
const opaque = {
  "a server that writes the user's name into tokens": "tokens-are-unrelated",
  "a server that makes access tokens of a part of their refresh token": "tokens-are-unrelated",
  "a server that begins its tokens with the time": "tokens-share-no-structure",
  "a server that counts its tokens": "tokens-share-no-structure",
  "a server that repeats 8 random bytes in a token": "token-encodes-16-bytes",
  "a server that issues tokens of 8 bytes": "token-encodes-16-bytes",
} as const;

/** The name of such a server. */
export type CredentialFault = keyof typeof credentials;
export type CommonFault = keyof typeof common;
export type CookieFault = keyof typeof inCookies;
export type OpaqueFault = keyof typeof opaque;

type Under<P extends ProtocolId, Table extends Readonly<Record<string, string>>> = {
  readonly [Name in keyof Table]: { readonly breaks: `${P}.${Table[Name]}` };
};

function under<P extends ProtocolId, Table extends Readonly<Record<string, string>>>(
  protocol: P,
  table: Table,
): Under<P, Table> {
  const faults = Object.entries(table).map(([name, breaks]) => [name, { breaks: `${protocol}.${breaks}` }]);
  return Object.fromEntries(faults) as Under<P, Table>;
}

/** Those of names and passwords, as faults of a protocol. */
export const credentialFaults = <P extends ProtocolId>(protocol: P) => under(protocol, credentials);

/** The servers that every protocol over HTTP has, as faults of one. */
export const commonFaults = <P extends ProtocolId>(protocol: P) => under(protocol, common);

/** Those of a protocol whose tokens are in cookies. */
export const cookieFaults = <P extends ProtocolId>(protocol: P) => under(protocol, inCookies);

/** Those of a protocol with opaque tokens. */
export const opaqueFaults = <P extends ProtocolId>(protocol: P) => under(protocol, opaque);
