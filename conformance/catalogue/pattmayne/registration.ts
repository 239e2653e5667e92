import { expectSame, expectThat } from "../../kit/expect.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { type AuthSession, passwordOf } from "./client.ts";
import { newVerified } from "./known-users.ts";
import { hasStatus } from "./login.ts";
import type { Registration } from "./operations.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { setNoToken } from "./token-cookies.ts";

const check = checkFor<AuthSession>();
const needs = ["registration"] as const;
/** What accounts are made with here: name, email and password. */
export type NewAccount = ReturnType<AuthSession["pm"]["newAccount"]>;

/** An account is made, its cookies are good at once, and so is its password. */
const isMade = (change: (account: NewAccount) => NewAccount = (account) => account) =>
  check({
    needs,
    act: async ({ pm }) => {
      const account = change(pm.newAccount());
      const creation = await pm.register(account);
      const { accessToken, refreshToken } = creation.taken;
      const use = await pm.me({ accessToken });
      return { creation, use, renewal: await pm.refresh(refreshToken), login: await pm.login(passwordOf(account)) };
    },
    judge: ({ creation, use, renewal, login }) => [
      ...succeed(creation, use, renewal, login),
      ...[creation, use, login].flatMap((each) => expectSame(each, "username", creation.sent["username"])),
    ],
  });

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

/** A registration at a client is answered as a login there is. */
const redirects = (
  judge: (answers: { creation: Exchange; redemption?: Exchange }) => readonly Finding[],
  clientId: (session: AuthSession) => Promise<string>,
  more: readonly Need[],
) =>
  check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { pm } = session;
      const control = await pm.register(pm.newAccount());
      const creation = await pm.register({ ...pm.newAccount(), clientId: await clientId(session), state: "a b&c" });
      const { code } = creation.taken;
      const client = code !== undefined && more.includes("client") ? await pm.client() : undefined;
      return { control, creation, ...(client && { redemption: await pm.verifyAuthCode(client, code) }) };
    },
    control: ({ control }) => succeed(control),
    judge,
  });

/** Finds fault with an answer in which there is a code. */
const hasNoCode = ({ creation }: { creation: Exchange }) =>
  expectThat(!/[?&]code=/.test(creation.response?.body ?? ""), creation.step, "no code", "a code");

/** Checks of new accounts. */
export const registrations = {
  "pattmayne.registration-logs-in": {
    "new-account": isMade(),
    "password-beyond-ascii": isMade((account) => ({ ...account, password: `${account.password} \u00e9\u0142\u4e2d` })),
    "name-with-a-hyphen": isMade(({ username, password }) => {
      const hyphened = `${username.slice(0, 5)}-${username.slice(5, 12)}`;
      return { username: hyphened, password, email: `${hyphened}@example.com` };
    }),
  },
  "pattmayne.registration-at-a-client-redirects": {
    "registration-at-a-client": redirects(
      ({ creation, redemption }) => [
        ...succeed(creation),
        ...expectThat(redemption !== undefined, creation.step, "a code", "no code"),
        ...succeed(redemption),
        ...(redemption ? expectSame(redemption, "username", creation.sent["username"]) : []),
        ...expectSame(creation, "state", "a b&c"),
      ],
      async ({ pm }) => (await pm.client()).clientId,
      ["client"],
    ),
  },
  "pattmayne.registration-at-an-unknown-client-yields-no-code": {
    "unknown-client": redirects(hasNoCode, async ({ newName }) => newName(), []),
    "registration-at-an-inactive-client": redirects(hasNoCode, async ({ pm }) => (await pm.inactiveClient()).clientId, [
      "inactive-client",
    ]),
  },
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
