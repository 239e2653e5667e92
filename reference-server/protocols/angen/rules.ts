import type { GetTokenCommand } from "@authmark/protocols/angen/types";
import { canonicalEmail, objectionToEmail } from "../../accounts/emails.ts";
import { objectionToPassword, objectionToUsername } from "../../accounts/rules.ts";
import type { ProfileKey } from "../../store/profile-port.ts";

/** Whom a token is asked for: by the email, else by the id, else by the name. Undefined where there is none of them. */
export function keyOf({ email, id, name }: Pick<GetTokenCommand, "email" | "id" | "name">): ProfileKey | undefined {
  if (email !== undefined) return { email: canonicalEmail(email) };
  if (id !== undefined) return { uuid: id };
  return name === undefined ? undefined : { username: name };
}

/** Whether two addresses are one client's: an IPv4 address is the same where it is written as IPv6. */
export function isSameAddress(one: string, other: string): boolean {
  return unmapped(one) === unmapped(other);
}

/**
 * Spells an IPv4-mapped IPv6 address as the IPv4 address.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc4291.html#section-2.5.5.2 RFC 4291 - IPv4-Mapped IPv6 Address}
 */
function unmapped(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

/** Spells an instant as ISO 8601, in UTC. */
export function renderInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Says why there can be no such account, as a sentence that quotes nothing; undefined where there can be. */
export function objectionToAccount(account: { name: string; password: string; email: string }): string | undefined {
  const { name, password, email } = account;
  const objection = objectionToUsername(name) ?? objectionToEmail(email) ?? objectionToPassword(password);
  if (objection === undefined && name !== name.toLowerCase()) return "A user name is in lower case.";
  return objection;
}
