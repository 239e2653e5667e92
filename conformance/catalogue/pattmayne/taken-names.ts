import { checkFor } from "../../model/check.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { passwordOf } from "./credentials.ts";
import { newVerified } from "./known-users.ts";
import type { Registration } from "./operations.ts";
import { areRefused, hasStatus, succeed } from "./outcomes.ts";
import type { NewAccount } from "./registration.ts";
import { setNoToken } from "./token-cookies.ts";

const check = checkFor<AuthSession>();

const needs = ["registration"] as const;

/** A name or an email that is taken stays its owner's. */
const keepsItsOwner = (again: (owner: NewAccount, session: AuthSession) => Registration, times = 1) =>
  check({
    needs,
    act: async (session) => {
      const { pm } = session;
      const owner = pm.newAccount();
      const { from: control, accessToken } = await pm.registered(owner);
      const taker = again(owner, session);
      let attempt = await pm.register(taker);
      for (let time = 1; time < times; time++) attempt = await pm.register(taker);
      const { password } = taker;
      return {
        control,
        attempt,
        use: await pm.me({ accessToken }),
        owner: await pm.login(passwordOf(owner)),
        ...(password !== owner.password && {
          taker: await pm.login({ username: owner.username, password }),
          takerByEmail: await pm.login({ username: owner.email, password }),
        }),
      };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control, attempt, use, owner, taker, takerByEmail }) => [
      ...areRefused(attempt, taker, takerByEmail),
      ...setNoToken(control, attempt),
      ...succeed(use, owner),
    ],
  });

const takesTheName = (owner: NewAccount, { pm }: AuthSession): Registration => ({
  ...pm.newAccount(),
  username: owner.username,
});

/** Who takes what is taken is told so. */
function is409(again: (owner: NewAccount, session: AuthSession) => Registration) {
  return check({
    needs,
    act: async (session) => {
      const { pm } = session;
      const owner = pm.newAccount();
      const { from: control } = await pm.registered(owner);
      return { control, attempt: await pm.register(again(owner, session)) };
    },
    judge: ({ attempt }) => hasStatus(409, attempt),
  });
}

/** Checks of names and emails that are taken. */
export const takenNames = {
  "pattmayne.taken-name-is-refused": {
    "taken-name": keepsItsOwner(takesTheName),
    "taken-name-twice": keepsItsOwner(takesTheName, 2),
    "taken-name-with-its-own-password": keepsItsOwner((owner, session) => ({
      ...takesTheName(owner, session),
      password: owner.password,
    })),
    "name-and-password-of-a-verified-account": check({
      needs: [...needs, "mailbox"],
      act: async (session) => {
        const { pm } = session;
        const { from: control, account } = await newVerified(session);
        const attempt = await pm.register({ ...pm.newAccount(), ...passwordOf(account) });
        return { control, attempt, owner: await pm.login(passwordOf(account)) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, attempt, owner }) => [
        ...areRefused(attempt),
        ...setNoToken(control, attempt),
        ...succeed(owner),
      ],
    }),
    "name-of-a-given-account": check({
      needs,
      act: async ({ pm, account }) => {
        const control = await pm.sharedLogin(account);
        const taker = { ...pm.newAccount(), username: account.username };
        return {
          control,
          attempt: await pm.register(taker),
          owner: await pm.login(passwordOf(account)),
          taker: await pm.login(passwordOf(taker)),
        };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, attempt, owner, taker }) => [
        ...areRefused(attempt, taker),
        ...setNoToken(control, attempt),
        ...succeed(owner),
      ],
    }),
    "name-and-password-of-a-given-account": check({
      needs,
      act: async ({ pm, account }) => {
        const control = await pm.sharedLogin(account);
        return { control, attempt: await pm.register({ ...pm.newAccount(), ...passwordOf(account) }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, attempt }) => [...areRefused(attempt), ...setNoToken(control, attempt)],
    }),
  },
  "pattmayne.taken-is-409": {
    "taken-name": is409(takesTheName),
    "taken-email": is409((owner, { pm }) => ({ ...pm.newAccount(), email: owner.email })),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
