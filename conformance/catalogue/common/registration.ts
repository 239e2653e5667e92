import type { Session } from "../../engine/session.ts";
import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import { type CommonFace, renamed } from "./face.ts";

/** How a protocol makes accounts. */
export interface Registrar<S> {
  /** What making an account needs. */
  readonly needs: readonly Need[];
  /** A name and a password that nobody has. */
  newAccount(session: S, passwordLength?: number): Account;
  /** Asks for an account with everything else in order. */
  register(session: S, account: Account): Promise<Exchange>;
  /** The outcome of an account that was made. */
  readonly registered: string;
}

/** Checks of Common.Credentials for which accounts are made. */
export function registration<S extends Session, At extends Circumstance>(
  face: CommonFace<S, At>,
  registrar: Registrar<S>,
) {
  const check = checkFor<S>();
  const { needs, newAccount, register, registered } = registrar;

  /** A password of so many bytes is refused, or compared to its last one. */
  const isKeptWhole = (length: number) =>
    check({
      needs,
      act: async (session) => {
        const account = newAccount(session, length);
        const creation = await register(session, account);
        return {
          creation,
          whole: await face.login(session, { ...account }),
          changed: await face.login(session, { ...account, password: `${account.password.slice(0, -1)}!` }),
          cut: await face.login(session, { ...account, password: account.password.slice(0, -1) }),
        };
      },
      judge: ({ creation, whole, changed, cut }) => [
        ...(creation.outcome === registered ? expecting(whole, face.loggedIn) : isNoLogin(face.loggedIn, whole)),
        ...isNoLogin(face.loggedIn, changed, cut),
      ],
    });

  /** A name that looks like that of an account is registered with another password. */
  const takesNothingOver = (alike: (name: string) => string) =>
    check({
      needs,
      act: async (session) => {
        const [first, taker] = [newAccount(session), newAccount(session)];
        // With a letter of each that other letters fold to.
        const owner = { ...first, username: renamed(face, first.username, (name) => `${name}iks`) };
        const control = await register(session, owner);
        const look = { ...taker, username: renamed(face, owner.username, alike) };
        return {
          control,
          attempt: await register(session, look),
          owner: await face.login(session, { ...owner }),
          taker: await face.login(session, { ...owner, password: taker.password }),
          // Whatever became of the name, the owner's password is not its.
          crossed: await face.login(session, { username: look.username, password: owner.password }),
        };
      },
      control: ({ control }) => expecting(control, registered),
      judge: ({ attempt, owner, taker, crossed }) => [
        ...expecting(owner, face.loggedIn),
        ...isNoLogin(face.loggedIn, taker),
        // A refused name may be another spelling of the owner's own.
        ...(attempt.outcome === registered ? isNoLogin(face.loggedIn, crossed) : []),
      ],
    });

  return {
    "long-password-is-never-cut": {
      "password-of-100": isKeptWhole(100),
      "password-of-300": isKeptWhole(300),
      "password-of-4000": isKeptWhole(4000),
    },
    "password-is-the-same-in-every-normal-form": {
      "composed-and-decomposed": check({
        needs,
        act: async (session) => {
          const account = newAccount(session);
          const [composed, decomposed] = [`${account.password}\u00e9\u00fc`, `${account.password}e\u0301u\u0308`];
          const creation = await register(session, { ...account, password: composed });
          return {
            creation,
            control: await face.login(session, { ...account, password: composed }),
            attempt: await face.login(session, { ...account, password: decomposed }),
          };
        },
        control: ({ creation, control }) => [...expecting(creation, registered), ...expecting(control, face.loggedIn)],
        judge: ({ attempt }) => expecting(attempt, face.loggedIn),
      }),
    },
    "registered-look-alike-takes-nothing-over": {
      "name-in-other-case": takesNothingOver((name) => name.toUpperCase()),
      "dot-in-the-name": takesNothingOver((name) => `${name.slice(0, 4)}.${name.slice(4)}`),
      "plus-and-more": takesNothingOver((name) => `${name}+tag`),
      "blanks-behind": takesNothingOver((name) => `${name} `),
      "bytes-after-nul": takesNothingOver((name) => `${name}\0x`),
      "zero-width-space": takesNothingOver((name) => `${name.slice(0, 4)}\u200b${name.slice(4)}`),
      "full-width-letter": takesNothingOver((name) => `\uff41${name.slice(1)}`),
      "dotless-i": takesNothingOver((name) => name.replace("i", "\u0131")),
      "long-s": takesNothingOver((name) => name.replace("s", "\u017f")),
      "kelvin-sign": takesNothingOver((name) => name.replace("k", "\u212a")),
    },
  } satisfies CommonChecks<S>;
}

function isNoLogin(loggedIn: string, ...logins: readonly Exchange[]) {
  return logins.flatMap((login) => expectThat(login.outcome !== loggedIn, login.step, "no login", describe(login)));
}
