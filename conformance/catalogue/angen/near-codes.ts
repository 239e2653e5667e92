import { tokenInOtherCase, truncated } from "../../kit/tokens.ts";

/** The parts of a code, as shares of its length, in each of which one of its characters is exchanged. */
const PLACES = [0, 1 / 6, 1 / 3, 1 / 2, 2 / 3, 5 / 6, 1];

/** The code with one character exchanged, at its start, at its end and in several places between. */
export function alteredInEveryPart(code: string): string[] {
  return PLACES.map((share) => exchangedAt(code, share));
}

/** Texts that are nearly a code: cut off, gone on with, respelt, or with something around it. */
export function nearly(code: string): string[] {
  const body = code.replace(/=+$/, "");
  return [
    truncated(code),
    body.slice(0, -1),
    code.slice(1),
    `${body}AAAA`,
    `${code}${code}`,
    tokenInOtherCase(code),
    ` ${code}`,
    `${code} `,
    `${code}\n`,
    `${code}\0x`,
    Array.from(code).reverse().join(""),
  ];
}

/**
 * The code with the character exchanged that stands so far in it, or the next one that can be: a letter for another one
 * and a digit for another one, so that whatever is written in that way is still so written. The last character is left
 * as it is: of base64, some of its bits may stand for nothing.
 *
 * @param share of the length, from 0 to 1
 */
export function exchangedAt(code: string, share: number): string {
  const places = Array.from(
    code
      .replace(/=+$/, "")
      .slice(0, -1)
      .matchAll(/[a-z\d]/gi),
    ({ index }) => index,
  );
  const at = places[Math.round(share * (places.length - 1))];
  if (at === undefined) return `${code}A`;
  const letters = /^[\da-f]+$/i.test(code) ? "abcdef" : "abcdefghijklmnopqrstuvwxyz";
  return code.slice(0, at) + otherThan(code.charAt(at), letters) + code.slice(at + 1);
}

/** Half way round the letters, or the digits, in the same case. */
function otherThan(character: string, letters: string): string {
  const all = [letters, letters.toUpperCase(), "0123456789"].find((each) => each.includes(character)) ?? character;
  return all.charAt((all.indexOf(character) + all.length / 2) % all.length);
}
