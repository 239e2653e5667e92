const localPart = /^[A-Za-z0-9!$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!$%&'*+/=?^_`{|}~-]+)*$/;
const domain = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const most = { localPart: 64, label: 63, email: 254 };

/**
 * Spells an email as its account is known: the domain in lower case, and what is before it as it is. Only ASCII letters
 * change, since some others have one of them for their lower case.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc5321.html#section-2.4 RFC 5321 - General Syntax Principles}
 */
export function canonicalEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const lower = email.slice(at).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return at === -1 ? email : email.slice(0, at) + lower;
}

/** Says why a text is no email for a new account, as a sentence that does not quote it; undefined for a good one. */
export function objectionToEmail(email: string): string | undefined {
  const at = email.lastIndexOf("@");
  const [local, host] = [email.slice(0, at), email.slice(at + 1)];
  if (at === -1 || !localPart.test(local) || !domain.test(host)) return "An email is a name, @ and a domain, in ASCII.";
  const isLong = email.length > most.email || local.length > most.localPart;
  if (isLong || host.split(".").some((label) => label.length > most.label)) return "The email is too long.";
  return undefined;
}
