import { expectSame, expectThat } from "../../kit/expect.ts";
import { checkFor, type Need } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { emailFor, passwordOf } from "./credentials.ts";
import type { Registration } from "./operations.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { setNoToken } from "./token-cookies.ts";

const check = checkFor<AuthSession>();
const needs = ["registration", "mailbox"] as const;

/** A user of the suite's own with an email that is verified, and whom nobody else uses. */
export async function newVerified(session: AuthSession): Promise<SignedIn & { readonly email: string }> {
  const { pm } = session;
  const user = await pm.registered();
  const email = emailFor(user.account);
  pm.needSuccess(await pm.verifyEmail(await pm.mailToken({ email })));
  return { ...user, email };
}

/** Characters that the password of a registration may have at every auth app. */
const LONGEST_PASSWORD = 64;

/** A user whom the target file names, where the target says that the email is verified. */
async function givenVerified({ pm, accounts }: AuthSession): Promise<SignedIn & { readonly email: string }> {
  // Whoever made an account may have taken a password that a registration does not.
  const account = accounts.find(({ password }) => [...password].length <= LONGEST_PASSWORD);
  if (!account) throw new CannotTest("each account has a very long password");
  const user = await pm.cookies(account);
  const { emailVerified } = (await pm.me({ accessToken: user.accessToken })).taken;
  if (emailVerified !== true) throw new CannotTest("the target does not say that the user's email is verified");
  return { ...user, email: emailFor(account) };
}

type Known = SignedIn & { readonly email: string };
const asBefore = ({ account, email }: Known): Registration => ({ ...passwordOf(account), email });

/** Somebody registers with the email and the password of an account that is there. */
const isLoggedIn = (
  known: (session: AuthSession) => Promise<Known>,
  asWhom: (user: Known, session: AuthSession) => Registration,
  needed: readonly Need[] = needs,
) =>
  check({
    needs: needed,
    act: async (session) => {
      const { pm } = session;
      const user = await known(session);
      const control = await pm.me({ accessToken: (await pm.signIn(user.account)).accessToken });
      const attempt = await pm.register(asWhom(user, session));
      const { accessToken } = attempt.taken;
      return { control, attempt, ...(accessToken !== undefined && { use: await pm.me({ accessToken }) }) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control, attempt, use }) => [
      ...succeed(attempt, use),
      ...expectThat(use !== undefined, attempt.step, "cookies", "none"),
      ...(use ? expectSame(use, "username", control.taken["username"]) : []),
    ],
  });

/** Somebody registers with a user's email and another password. */
const isRefused = (
  asWhom: (user: Known, session: AuthSession) => Registration | Promise<Registration>,
  times = 1,
  more: readonly Need[] = [],
) =>
  check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { pm } = session;
      const user = await newVerified(session);
      const taker = await asWhom(user, session);
      const control = await pm.me(user);
      let attempt = await pm.register(taker);
      for (let time = 1; time < times; time++) attempt = await pm.register(taker);
      const [{ email, account }, { password }] = [user, taker];
      return {
        from: user.from,
        control,
        attempt,
        use: await pm.me({ accessToken: user.accessToken, refreshToken: user.refreshToken }),
        owner: await pm.login(passwordOf(account)),
        ownerByEmail: await pm.login({ username: email, password: account.password }),
        taker: await pm.login({ username: account.username, password }),
        takerByEmail: await pm.login({ username: email, password }),
      };
    },
    control: ({ control }) => succeed(control),
    judge: ({ from, attempt, use, owner, ownerByEmail, taker, takerByEmail }) => [
      ...areRefused(attempt, taker, takerByEmail),
      ...setNoToken(from, attempt),
      ...succeed(use, owner, ownerByEmail),
    ],
  });

/** Checks of registrations with the email of an account that is there. */
export const knownUsers = {
  "pattmayne.known-user-is-logged-in": {
    "known-email-and-password": isLoggedIn(newVerified, asBefore),
    "known-email-and-password-under-another-name": isLoggedIn(newVerified, (user, { newName }) => ({
      ...asBefore(user),
      username: newName(),
    })),
    "email-of-a-given-account": isLoggedIn(givenVerified, asBefore, ["registration"]),
  },
  "pattmayne.known-user-gets-that-clients-token": {
    "registration-at-a-client": check({
      needs: [...needs, "client"],
      act: async (session) => {
        const { pm } = session;
        const user = await newVerified(session);
        const client = await pm.client();
        const control = await pm.me(user);
        const attempt = await pm.register({ ...asBefore(user), clientId: client.clientId });
        const redemption = await pm.verifyAuthCode(client, attempt.taken["code"]);
        const { userId, refreshToken } = redemption.taken;
        return { control, attempt, redemption, valid: await pm.checkRefresh(client, { userId, refreshToken }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, attempt, redemption, valid }) => [
        ...succeed(attempt, redemption),
        ...(redemption.outcome === "success" ? expectSame(redemption, "username", control.taken["username"]) : []),
        ...(redemption.outcome === "success" ? expectSame(valid, "isValid", true) : []),
      ],
    }),
  },
  "pattmayne.known-email-needs-its-password": {
    "taken-email": isRefused((user, { pm }) => ({ ...pm.newAccount(), email: user.email })),
    "taken-name-and-email": isRefused((user, { pm }) => ({
      ...asBefore(user),
      password: pm.newAccount().password,
    })),
    "taken-email-at-a-client": isRefused(
      async (user, { pm }) => ({ ...pm.newAccount(), email: user.email, clientId: (await pm.client()).clientId }),
      1,
      ["client"],
    ),
    "taken-email-twice": isRefused((user, { pm }) => ({ ...pm.newAccount(), email: user.email }), 2),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
