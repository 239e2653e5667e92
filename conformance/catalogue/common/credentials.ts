import type { Session } from "../../engine/session.ts";
import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { fields } from "../../kit/http.ts";
import { altered } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Face } from "./face.ts";

/** Enough to be noticed, and below any limit that a server may declare. */
const FAILURES = 3;

/** Checks of Common.Credentials. */
export function credentials<S extends Session>(face: Face<S>) {
  const check = checkFor<S>();
  const control = (evidence: { control: Exchange }) => expecting(evidence.control, face.loggedIn);

  /** A login with a password that is nearly right. */
  const isWrong = (change: (password: string) => string) =>
    check({
      act: async (session) => {
        const { username, password } = session.account;
        return {
          attempt: await face.login(session, { username, password: change(password) }),
          control: await face.rightLogin(session),
        };
      },
      control,
      judge: ({ attempt }) => expecting(attempt, "refused", ...face.wrongCredentials),
    });

  return {
    "password-is-compared-whole": {
      "longer-password": isWrong((password) => `${password}x`),
      "shorter-password": isWrong((password) => password.slice(0, -1)),
      "altered-password": isWrong(inOtherCase),
      "bytes-after-nul": isWrong((password) => `${password}\0x`),
      "blanks-behind": isWrong((password) => `${password}  `),
    },
    "invisible-characters-make-another-name": {
      "zero-width-space": check({
        act: async (session) => {
          const { username, password } = session.account;
          const lookAlike = `${username.slice(0, 1)}\u200b${username.slice(1)}`;
          return {
            attempt: await face.login(session, { username: lookAlike, password }),
            control: await face.rightLogin(session),
          };
        },
        control,
        judge: ({ attempt }) => expecting(attempt, "refused", ...face.wrongCredentials),
      }),
    },
    "wrong-password-and-unknown-user-look-alike": {
      "unknown-user": check({
        act: async (session) => {
          const { username, password } = session.account;
          const nobody = `nobody${session.random.below(1e9)}`;
          return {
            wrong: await face.login(session, { username, password: `${password}-wrong` }),
            unknown: await face.login(session, { username: nobody, password: `${password}-wrong` }),
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
            living: await face.resource(session, token),
          };
        },
        control,
        judge: ({ login, living }) => [...expecting(login, face.loggedIn), ...expecting(living, face.authorized)],
      }),
    },
  };
}

/** The password with its letters in other case; one without letters gets another character in its middle. */
function inOtherCase(password: string): string {
  const other = password === password.toLowerCase() ? password.toUpperCase() : password.toLowerCase();
  return other === password ? altered(password) : other;
}

/** What a client can tell an answer by. */
function visible(exchange: Exchange): string {
  return JSON.stringify([exchange.response?.status, fields(exchange, "content-type"), exchange.response?.body]);
}
