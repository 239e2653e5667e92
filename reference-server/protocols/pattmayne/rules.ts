import type { RegisterRequest } from "@authmark/protocols/pattmayne/types";
import { objectionToEmail } from "../../accounts/emails.ts";
import { enforce, objectionToUsername } from "../../accounts/rules.ts";

const passwordLength = { least: 6, most: 128 };
const ownParameters = ["code", "state"];

/** Says what is wrong with a new account, as a sentence that does not quote it; undefined for a good one. */
export function objectionToAccount({ username, email, password }: RegisterRequest): string | undefined {
  return objectionToName(username) ?? objectionToEmail(email) ?? objectionToPassword(password);
}

/** A login tells emails from names by the @. */
function objectionToName(username: string): string | undefined {
  return username.includes("@") ? "A user name has no @." : objectionToUsername(username);
}

function objectionToPassword(password: string): string | undefined {
  const hashed = enforce(password);
  const { least, most } = passwordLength;
  if (!hashed.isWellFormed()) return "A password must be Unicode text, without half a surrogate pair.";
  const { length } = [...hashed];
  return length < least || length > most ? `A password has ${least} to ${most} characters.` : undefined;
}

/** Says what is wrong with the name of a new client, as a sentence that does not quote it. */
export function objectionToClientId(clientId: string): string | undefined {
  return /^[A-Za-z0-9_.-]{2,64}$/.test(clientId)
    ? undefined
    : "A client's name has 2 to 64 characters: letters, digits, dots, dashes and low lines.";
}

/**
 * Says what is wrong with where a client's users are sent back, as a sentence that does not quote it.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1.2 RFC 6749 - Redirection Endpoint}
 */
export function objectionToRedirectUri(uri: string): string | undefined {
  const url = /^https?:\/\/[^/?#\\\s]/i.test(uri) && /^[!-~]+$/.test(uri) ? URL.parse(uri) : null;
  if (url === null || uri.includes("#"))
    return "A redirect URI is an absolute one of http or https, without a fragment.";
  if (url.username !== "" || url.password !== "") return "A redirect URI holds no credentials.";
  const taken = ownParameters.some((name) => url.searchParams.has(name));
  return taken ? "A redirect URI has no parameters called code or state." : undefined;
}

/** Says what is wrong with a login's state, as a sentence that does not quote it. */
export function objectionToState(state: string | undefined): string | undefined {
  return state?.isWellFormed() === false ? "A state must be Unicode text, without half a surrogate pair." : undefined;
}

/**
 * Where a browser goes on at a client: the registered URI, letter by letter, with a code and the state behind it.
 *
 * @param uri one that `objectionToRedirectUri` has no objection to
 */
export function redirectTo(uri: string, { code, state }: { code: string; state?: string | undefined }): string {
  const separator = !uri.includes("?") ? "?" : /[?&]$/.test(uri) ? "" : "&";
  const stateToo = state === undefined ? "" : `&state=${encodeURIComponent(state)}`;
  return `${uri}${separator}code=${encodeURIComponent(code)}${stateToo}`;
}

/** How a login names its user: by email where there is an @, or else by name. */
export function isEmail(usernameOrEmail: string): boolean {
  return usernameOrEmail.includes("@");
}

/** Milliseconds since the Unix epoch, as a client is told: in whole seconds, and no later than it is. */
export function renderExpiry(expiresAt: number): number {
  return Math.floor(expiresAt / 1_000);
}

/**
 * How long a browser keeps a cookie: no shorter than what is in it is good.
 *
 * @param expiresAt milliseconds since the Unix epoch, as is `now`
 * @returns seconds
 */
export function maxAgeOf(expiresAt: number, now: number): number {
  return Math.max(0, Math.ceil((expiresAt - now) / 1_000));
}
