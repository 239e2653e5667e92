import { CannotTest } from "../../model/errors.ts";
import type { Account } from "../../model/target.ts";

/** Emails at a domain that is nobody's (RFC 2606 §3). */
const DOMAIN = "example.com";

/** An email of a user of that name. */
export const emailOf = (name: string): string => `${name}@${DOMAIN}`;

/** The email of a user, by which a login may go as well. */
export function emailFor({ email }: Account): string {
  if (email === undefined) throw new CannotTest("nothing says what the user's email is: accounts with an email");
  return email;
}

/** What a login is asked with of what is known of a user. */
export const passwordOf = ({ username, password }: Account) => ({ username, password });
