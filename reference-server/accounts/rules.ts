const usernameLength = { least: 4, most: 64 };
const passwordLength = { leastCharacters: 8, mostBytes: 4_096 };

/** Says which rule a name for a new account breaks, as a sentence that does not quote it; undefined for a good name. */
export function objectionToUsername(username: string): string | undefined {
  const { least, most } = usernameLength;
  if (username.length < least || username.length > most) return `A user name has ${least} to ${most} characters.`;
  if (!/^[!-~]+$/.test(username) || username.includes("#"))
    return "A user name has ASCII characters only, none of them a blank, a control character or #.";
  if (/^[.-]|[.-]$|[.-]{2}/.test(username))
    return "In a user name, dots and dashes stand neither at an end nor beside each other.";
  return undefined;
}

/** Says which rule a new password breaks, as a sentence that does not quote it; undefined for a good password. */
export function objectionToPassword(password: string): string | undefined {
  const { leastCharacters, mostBytes } = passwordLength;
  const hashed = enforce(password);
  if (!hashed.isWellFormed()) return "A password must be Unicode text, without half a surrogate pair.";
  if ([...hashed].length < leastCharacters) return `A password must have at least ${leastCharacters} characters.`;
  if (Buffer.byteLength(hashed) > mostBytes) return `A password must have at most ${mostBytes} bytes in UTF-8.`;
  return undefined;
}

/**
 * Maps a password to the form in which it is hashed and measured: every space the ASCII one, and NFC.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8265.html#section-4.2.2 RFC 8265 - OpaqueString, Enforcement}
 */
export function enforce(password: string): string {
  return password.replace(/\p{Zs}/gu, " ").normalize("NFC");
}
