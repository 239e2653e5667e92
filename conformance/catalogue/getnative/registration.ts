import { describe, expectSame, expectThat } from "../../kit/expect.ts";
import { statusOf, withHeader } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered, releasedTogether } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { GetnativeSession } from "./client.ts";
import { hasNoToken, inCapitalDomain } from "./login.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();
const needs = ["registration"] as const;

/** How often a race is run at least, and at most; and among how many. */
const TRIES = [3, 8] as const;
const RIVALS = [2, 4, 3];

/** An account is made and can be used, whatever is odd about it. */
function isMade(change: (account: Account) => Account = (account) => account) {
  return check({
    needs,
    act: async ({ gn }) => {
      const account = change(gn.newAccount());
      const creation = await gn.register(account);
      const use = await gn.account(tokenOf(creation));
      const login = await gn.login(account);
      return { creation, use, login, again: await gn.account(tokenOf(login)) };
    },
    judge: ({ creation, use, login, again }) => [
      ...succeed(creation, use, login, again),
      ...[use, again].flatMap((each) => expectSame(each, "username", creation.taken["username"])),
      ...[use, again].flatMap((each) => expectSame(each, "userId", creation.taken["userId"])),
    ],
  });
}

/** An account that a target need not make; if it does, it can be used. */
function isUsableIfMade(change: (account: Account) => Account) {
  return check({
    needs,
    act: async ({ gn }) => {
      const account = change(gn.newAccount());
      const control = await gn.register(gn.newAccount());
      const creation = await gn.register(account);
      return { control, creation, login: await gn.login(account) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ creation, login }) => (creation.outcome === "success" ? succeed(login) : []),
  });
}

/** An email that is taken is registered again; it stays its owner's. */
function keepsItsOwner(again: (owner: Account, session: GetnativeSession) => Account, times = 1) {
  return check({
    needs,
    act: async (session) => {
      const { gn } = session;
      const { account: owner, from: control, token } = await gn.registered();
      const taker = again(owner, session);
      let attempt = await gn.register(taker);
      for (let time = 1; time < times; time++) attempt = await gn.register(taker);
      return {
        control,
        attempt,
        use: await gn.account(token),
        owner: await gn.login(owner),
        ...(taker.password !== owner.password && { taker: await gn.login({ ...owner, password: taker.password }) }),
      };
    },
    judge: ({ control, attempt, use, owner, taker }) => [
      ...areRefused(attempt),
      ...hasNoToken(attempt),
      ...succeed(use, owner),
      ...expectSame(use, "userId", control.taken["userId"]),
      ...(taker ? areRefused(taker) : []),
    ],
  });
}

const withAnotherPassword = ({ username }: Account, { newPassword }: GetnativeSession) => ({
  username,
  password: newPassword(20),
});

/**
 * Finds fault where more than one registration of one email succeeded, or more than one password logs in, or another
 * one than the winner's.
 */
export function haveOneWinner(evidence: Evidence, name: string): readonly Finding[] {
  const all = Object.values(evidence);
  const lost = all.filter(({ step, outcome }) => {
    const login = evidence[step.replace(", creation ", ", login ")];
    const isWinner = step.startsWith(`${name}, creation `) && outcome === "success";
    return isWinner && login !== undefined && login.outcome !== "success";
  });
  const losses = lost.flatMap(({ step }) => expectThat(false, step, "a password that logs in", "one that does not"));
  const doubles = ["creation", "login"].flatMap((what) => {
    const successes = all.filter(({ step, outcome }) => step.startsWith(`${name}, ${what} `) && outcome === "success");
    const at = successes.map(({ step }) => step).join(", ");
    return expectThat(successes.length <= 1, at, "at most one to succeed", `${successes.length} of them`);
  });
  return [...losses, ...doubles];
}

/** Checks of how accounts come to be. */
export const registrations = {
  "getnative.registration-logs-in": {
    "new-account": isMade(),
    "email-with-a-dot": isMade((account) => ({ ...account, username: account.username.replace("@", ".x@") })),
    "email-with-a-capital": isUsableIfMade((account) => ({ ...account, username: `A${account.username}` })),
    "email-with-a-tag": isUsableIfMade((account) => ({ ...account, username: account.username.replace("@", "+x@") })),
    "password-beyond-ascii": isUsableIfMade((account) => ({
      ...account,
      password: `${account.password} \u00e9\u0142\u4e2d`,
    })),
    "a-second-after-its-registration": check({
      needs,
      act: async ({ gn }) => {
        const { account, from, token } = await gn.registered();
        await gn.anotherSecond(from, 1500);
        return { creation: from, use: await gn.account(token), login: await gn.login(account) };
      },
      control: ({ creation }) => succeed(creation),
      judge: ({ use, login }) => succeed(use, login),
    }),
    "after-a-refused-registration": check({
      needs,
      act: async ({ gn }) => {
        const account = gn.newAccount();
        const refused = await gn.register({ ...account, password: "x" });
        const malformed = await gn.register({ ...account, password: 12345678 });
        return { refused, malformed, creation: await gn.register(account), login: await gn.login(account) };
      },
      // A target may take so short a password.
      judge: ({ refused, malformed, creation, login }) =>
        refused.outcome === "success" || malformed.outcome === "success" ? [] : succeed(creation, login),
    }),
    "beside-a-good-token": check({
      needs,
      act: async ({ gn }) => {
        const first = await gn.registered();
        const account = gn.newAccount();
        const request = withHeader("authorization", `Bearer ${first.token}`);
        const creation = await gn.register(account, { request });
        return {
          first: first.from,
          creation,
          use: await gn.account(first.token),
          owner: await gn.login(first.account),
          ...(creation.outcome === "success" && { login: await gn.login(account) }),
        };
      },
      control: ({ first }) => succeed(first),
      judge: ({ first, use, owner, login }) => [
        ...succeed(use, owner, ...(login ? [login] : [])),
        ...expectSame(use, "username", first.taken["username"]),
      ],
    }),
  },
  "getnative.taken-email-is-refused": {
    "taken-email": keepsItsOwner(withAnotherPassword),
    "taken-email-twice": keepsItsOwner(withAnotherPassword, 2),
    "taken-email-with-its-own-password": keepsItsOwner((owner) => owner),
    "email-of-a-given-account": check({
      needs,
      act: async ({ gn, account, newPassword }) => {
        const control = await gn.sharedLogin(account);
        const taker = { username: account.username, password: newPassword(20) };
        return {
          control,
          attempt: await gn.register(taker),
          owner: await gn.login({ ...account }),
          taker: await gn.login(taker),
        };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, owner, taker }) => [...areRefused(attempt, taker), ...hasNoToken(attempt), ...succeed(owner)],
    }),
    "taken-email-after-a-restart": check({
      needs: ["restart-hook", ...needs],
      act: async ({ gn, account, hook, newPassword }) => {
        const control = await gn.sharedLogin(account);
        await hook("restart");
        const taker = { username: account.username, password: newPassword(20) };
        return { control, attempt: await gn.register(taker), owner: await gn.login({ ...account }) };
      },
      control: ({ control }) => succeed(control),
      // What a restart does to accounts is not judged; a server that forgets them has none that is taken.
      judge: ({ attempt, owner }) => (owner.outcome === "success" ? areRefused(attempt) : []),
    }),
  },
  "getnative.parallel-registrations-have-one-winner": {
    "several-at-once": check({
      needs,
      exclusive: true,
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { gn, newPassword } = session;
        const control = await gn.register(gn.newAccount());
        const race = async (name: string, index: number): Promise<Evidence> => {
          const { username } = gn.newAccount();
          const rivals = Array.from({ length: RIVALS[index % RIVALS.length] ?? 2 }, () => ({
            username,
            password: newPassword(20),
          }));
          const creations = await releasedTogether(session, rivals.length, 0, (rival, variation) =>
            gn.register(rivals[rival] ?? {}, variation),
          );
          // Once shows whether what is said is what is done; more would look like an attack.
          const logins: Exchange[] = [];
          for (const rival of index === 0 ? rivals : []) logins.push(await gn.login(rival));
          return { ...numbered(`${name}, creation`, creations), ...numbered(`${name}, login`, logins) };
        };
        return { ...(await raced(session, TRIES, race, haveOneWinner)), control };
      },
      control: ({ control }) => succeed(control),
      judge: (evidence) => namesOfTries(TRIES[1]).flatMap((name) => haveOneWinner(evidence, name)),
    }),
  },
  "getnative.taken-email-is-409": {
    "taken-email": check({
      needs,
      act: async ({ gn, newPassword }) => {
        const { account, from: control } = await gn.registered();
        const attempt = await gn.register({ username: account.username, password: newPassword(20) });
        return { control, attempt };
      },
      judge: ({ attempt }) => expectThat(statusOf(attempt) === 409, attempt.step, "409", describe(attempt)),
    }),
  },
  "getnative.email-in-other-case-is-taken": {
    "domain-in-capitals": check({
      needs,
      act: async ({ gn, newPassword }) => {
        const { account, from: control } = await gn.registered();
        const taker = { username: inCapitalDomain(account.username), password: newPassword(20) };
        return { control, attempt: await gn.register(taker) };
      },
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
