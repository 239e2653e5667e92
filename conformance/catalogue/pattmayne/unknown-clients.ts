import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { passwordOf } from "./credentials.ts";
import { areRefused, hasStatus, succeed } from "./outcomes.ts";
import { setNoToken } from "./token-cookies.ts";

const check = checkFor<AuthSession>();

/** How a user logs in: by a password, or by cookies. */
type Way = (session: AuthSession, clientId: unknown) => Promise<Exchange>;

const byPassword: Way = ({ pm, account }, clientId) => pm.login({ ...passwordOf(account), clientId });
const byCookies: Way = async ({ pm, account }, clientId) => {
  const { accessToken, refreshToken } = await pm.cookies(account);
  return pm.login({ accessToken, refreshToken, clientId });
};

/** A login with everything in order but the client, which the target does not know. */
const isUnknown = (way: Way, nameOf: (session: AuthSession) => unknown = ({ newName }) => newName()) =>
  check({
    act: async (session) => ({
      control: await session.pm.sharedLogin(session.account),
      attempt: await way(session, nameOf(session)),
    }),
    control: ({ control }) => succeed(control),
    judge: ({ control, attempt }) => [...areRefused(attempt), ...hasNoCode(attempt), ...setNoToken(control, attempt)],
  });

/** The same at one that is switched off. */
const isInactive = (way: Way, judge: (attempt: Exchange) => readonly Finding[]) =>
  check({
    needs: ["inactive-client"],
    act: async (session) => ({
      control: await session.pm.sharedLogin(session.account),
      attempt: await way(session, (await session.pm.inactiveClient()).clientId),
    }),
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => judge(attempt),
  });

const is404 = (way: Way) =>
  check({
    act: async (session) => ({
      control: await session.pm.sharedLogin(session.account),
      attempt: await way(session, session.newName()),
    }),
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => hasStatus(404, attempt),
  });

/** Finds fault with a refusal that has a code in it all the same. */
const hasNoCode = (attempt: Exchange) => {
  const said = attempt.response?.body ?? "";
  return expectThat(!/[?&]code=/.test(said), attempt.step, "no code", "a code");
};

/** Checks of logins at clients that are unknown, or switched off. */
export const unknownClients = {
  "pattmayne.unknown-client-is-refused": {
    "unknown-client": isUnknown(byPassword),
    "unknown-client-by-cookies": isUnknown(byCookies),
    "empty-client-id": isUnknown(byPassword, () => ""),
    "client-id-that-means-something-to-a-runtime": isUnknown(byPassword, () => "__proto__"),
    "client-id-of-every-object": isUnknown(byCookies, () => "constructor"),
    "wildcard-for-a-client-id": isUnknown(byPassword, () => "%"),
    "comparison-for-a-client-id": isUnknown(byPassword, () => ({ $ne: null })),
  },
  "pattmayne.unknown-client-is-404": {
    "unknown-client": is404(byPassword),
    "unknown-client-by-cookies": is404(byCookies),
  },
  "pattmayne.inactive-client-is-refused": {
    "login-at-an-inactive-client": isInactive(byPassword, (attempt) => [...areRefused(attempt), ...hasNoCode(attempt)]),
    "login-by-cookies-at-an-inactive-client": isInactive(byCookies, (attempt) => [
      ...areRefused(attempt),
      ...hasNoCode(attempt),
    ]),
  },
  "pattmayne.inactive-client-is-403": {
    "login-at-an-inactive-client": isInactive(byPassword, (attempt) => hasStatus(403, attempt)),
    "login-by-cookies-at-an-inactive-client": isInactive(byCookies, (attempt) => hasStatus(403, attempt)),
  },
  "pattmayne.external-login-sets-cookies-as-declared": {
    "login-at-a-client": check({
      needs: ["client"],
      act: async ({ pm, account }) => {
        const { clientId } = await pm.client();
        const control = await pm.sharedLogin(account);
        const login = await pm.login({ ...passwordOf(account), clientId });
        const { accessToken, refreshToken } = login.taken;
        return {
          control,
          login,
          ...(accessToken !== undefined && { use: await pm.me({ accessToken }) }),
          ...(refreshToken !== undefined && { renewal: await pm.refresh(refreshToken) }),
        };
      },
      control: ({ control, login }) => succeed(control, login),
      judge: ({ control, login, use, renewal }, { policy: { externalLoginSetsOwnCookies: sets } }) =>
        sets === false
          ? setNoToken(control, login)
          : [
              ...succeed(use, renewal),
              ...expectThat(use !== undefined && renewal !== undefined, login.step, "both cookies", "not both"),
            ],
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
