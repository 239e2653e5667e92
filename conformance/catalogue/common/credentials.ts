import type { Session } from "../../engine/session.ts";
import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { fields, statusOf } from "../../kit/http.ts";
import { altered, inOtherCase } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import { type CommonFace, renamed } from "./face.ts";

/** Enough to be noticed, and below any limit that a server may declare. */
const FAILURES = 3;

/** Checks of Common.Credentials. */
export function credentials<S extends Session, At extends Circumstance>(face: CommonFace<S, At>) {
  const check = checkFor<S>();
  const control = (evidence: { control: Exchange }) => expecting(evidence.control, face.loggedIn);
  // A server error logs nobody in; it is another requirement's affair.
  const isWrong = ({ attempt }: { attempt: Exchange }) =>
    expecting(attempt, ...face.refused, ...face.wrongCredentials, "serverError");

  /** A login with credentials that are nearly right, of the account that shows it best. */
  const nearly = (change: (right: Account) => Account, isFit: (account: Account) => boolean = () => true) =>
    check({
      act: async (session) => {
        const account = session.accounts.find(isFit) ?? session.account;
        return {
          attempt: await face.login(session, { ...change(account) }),
          control: await face.rightLogin(session, account),
        };
      },
      control,
      judge: isWrong,
    });
  const password = (change: (right: string) => string) =>
    nearly((right) => ({ ...right, password: change(right.password) }));
  /** A difference behind so many bytes, which is seen with a password that is longer. */
  const behind = (bytes: number, need: Need) =>
    check({
      needs: [need],
      act: async (session) => {
        const account = session.accounts.find(isLongerThan(bytes)) ?? session.account;
        const attempt = { ...account, password: changedBehind(account.password, bytes) };
        return { attempt: await face.login(session, attempt), control: await face.rightLogin(session, account) };
      },
      control,
      judge: isWrong,
    });
  const name = (change: (right: string) => string, letters = /./) =>
    nearly(
      (right) => ({ ...right, username: renamed(face, right.username, change) }),
      ({ username }) => letters.test(username),
    );

  return {
    "password-is-compared-whole": {
      "longer-password": password((right) => `${right}x`),
      "shorter-password": password((right) => right.slice(0, -1)),
      "last-character-changed": password((right) => `${right.slice(0, -1)}${right.endsWith("x") ? "y" : "x"}`),
      "changed-behind-16-bytes": behind(16, "password-over-16-bytes"),
      "changed-behind-72-bytes": behind(72, "password-over-72-bytes"),
      "changed-behind-128-bytes": behind(128, "password-over-128-bytes"),
      "first-letter-in-other-case": password((right) => changed(right, right.replace(/\p{L}/u, inOtherCase))),
      "altered-password": password((right) => changed(right, inOtherCase(right))),
      "letter-of-the-same-low-byte": password((right) => changed(right, right.replace(/[!-~]$/, ofSameLowByte))),
      "bytes-after-nul": password((right) => `${right}\0x`),
      "blanks-behind": password((right) => `${right}  `),
      "blanks-before": password((right) => ` ${right}`),
      "line-break-behind": password((right) => `${right}\n`),
      "letter-beyond-ascii-behind": password((right) => `${right}\u0142`),
      "markup-behind": password((right) => `${right}<b></b>`),
      "wildcard-for-password": password(() => "%"),
      "empty-password": password(() => ""),
    },
    "password-is-its-users-own": {
      "two-users": check({
        needs: ["second-account"],
        act: async (session) => ({
          attempt: await face.login(session, { ...session.account, password: session.other.password }),
          control: await face.rightLogin(session),
        }),
        control,
        judge: (evidence) => (samePassword(evidence) ? [] : isWrong(evidence)),
      }),
    },
    "look-alike-name-is-another-name": {
      "zero-width-space": name((right) => `${right.slice(0, 1)}\u200b${right.slice(1)}`),
      "reordering-mark": name((right) => `${right}\u202e`),
      "full-width-letter": name((right) => changed(right, right.replace(/[!-~]/, fullWidth))),
      "letter-with-an-accent": name((right) =>
        changed(
          right,
          right.replace(/[aeiou]/i, (vowel) => `${vowel}\u0301`),
        ),
      ),
      "dotless-i": name((right) => changed(right, right.replace(/i/i, "\u0131")), /i/i),
      "long-s": name((right) => changed(right, right.replace(/s/i, "\u017f")), /s/i),
      "kelvin-sign": name((right) => changed(right, right.replace(/k/i, "\u212a")), /k/i),
      "bytes-after-nul": name((right) => `${right}\0x`),
      "cyrillic-letter": name((right) => changed(right, right.replace(/[aceopxy]/i, cyrillic)), /[aceopxy]/i),
      "shorter-name": name((right) => right.slice(0, -1)),
      "longer-name-of-the-user": name((right) => `${right}x`),
    },
    "wrong-password-and-unknown-user-look-alike": {
      "unknown-user": check({
        act: async (session) => {
          const { username, password: right } = session.account;
          // A name of the same shape: some servers take addresses only.
          const alike = (part: string) => `nobody${session.random.below(1e9)}${/@.*/.exec(part)?.[0] ?? ""}`;
          const nobody = renamed(face, username, alike);
          return {
            wrong: await face.login(session, { username, password: `wrong-${right}` }),
            unknown: await face.login(session, { username: nobody, password: `wrong-${right}` }),
            control: await face.rightLogin(session),
          };
        },
        control,
        judge: ({ wrong, unknown }) =>
          expectThat(visible(wrong) === visible(unknown), unknown.step, describe(wrong), describe(unknown)),
      }),
    },
    "failed-logins-lock-nobody-else-out": {
      "after-failed-logins": check({
        needs: ["second-account"],
        act: async (session) => {
          const { account, other } = session;
          const token = await face.access(session, account);
          const control = await face.login(session, { ...other });
          for (let failure = 0; failure < FAILURES; failure++) {
            await face.login(session, { ...account, password: `wrong-${failure}` });
          }
          return {
            control,
            login: await face.login(session, { ...other }),
            living: await face.whoAmI(session, token),
          };
        },
        control,
        judge: ({ login, living }) => [...expecting(login, face.loggedIn), ...expecting(living, ...face.authorized)],
      }),
    },
  } satisfies CommonChecks<S>;
}

/** The changed text; one that came out the same, for want of the right letters, gets another character in its middle. */
function changed(right: string, candidate: string): string {
  return candidate === right ? altered(right) : candidate;
}

function isLongerThan(bytes: number) {
  return ({ password }: Account) => Buffer.byteLength(password) > bytes;
}

/** The password with its first character behind so many bytes changed. */
function changedBehind(password: string, bytes: number): string {
  const characters = Array.from(password);
  const at = characters.findIndex((_, index) => Buffer.byteLength(characters.slice(0, index).join("")) >= bytes);
  return characters.with(at, characters[at] === "x" ? "y" : "x").join("");
}

/** Another character, whose number in Unicode ends in the same byte. */
function ofSameLowByte(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0x100);
}

/** The letter of another alphabet that looks the same. */
function cyrillic(letter: string): string {
  const alike: Readonly<Record<string, string>> = {
    a: "\u0430",
    c: "\u0441",
    e: "\u0435",
    o: "\u043e",
    p: "\u0440",
    x: "\u0445",
  };
  return alike[letter.toLowerCase()] ?? "\u0443";
}

function fullWidth(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}

/** Two accounts may well have one password; then each is the other's, too. */
function samePassword({ attempt, control: right }: { attempt: Exchange; control: Exchange }): boolean {
  return attempt.sent["password"] === right.sent["password"];
}

/** What a client can tell an answer by. */
function visible(exchange: Exchange): string {
  return JSON.stringify([statusOf(exchange), fields(exchange, "content-type"), exchange.response?.body]);
}
