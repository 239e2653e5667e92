/** What is long enough for a token, and has its characters. */
const TOKEN = /[\w.~+/=-]{16,}/g;
/** What stands before a token in the link that mails usually have it in. */
const IN_A_LINK = /[?&#/]token[=/]([\w.~%-]{16,})/i;

/**
 * The token that a mail has in it: of a link, or else the longest text that could be one.
 *
 * @param mail its text, or the token alone
 */
export function mailTokenIn(mail: string | undefined): string | undefined {
  if (mail === undefined) return undefined;
  const linked = IN_A_LINK.exec(mail)?.[1];
  if (linked !== undefined) return decodeURIComponent(linked);
  const all = (mail.match(TOKEN) ?? []).filter((text) => !text.includes("//"));
  return all.toSorted((one, other) => other.length - one.length)[0];
}
