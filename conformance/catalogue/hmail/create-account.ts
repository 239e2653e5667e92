import { expecting } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered, releasedTogether } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { HmailSession } from "./client.ts";
import { asItIs, isMade, isNotMade, isRefused, needs, onceAtMost, rightCreation } from "./creation.ts";

const check = checkFor<HmailSession>();

/**
 * How many ask at once for one name, and how often. Each hashes a password first: as many as there are cores come out
 * of it together, and how many those are only the server knows.
 */
const RIVALS = [2, 4, 2, 2, 3, 2];
const TRIES = [1, 4 * RIVALS.length] as const;
const madeTwice = (evidence: Evidence, name: string) => [
  ...onceAtMost(evidence, `${name}, creation`),
  ...onceAtMost(evidence, `${name}, login`),
];

/** An account that is asked for with its proof in order, and a name or a password that may not be. */
const asked = ({ hmail }: HmailSession, account: Account) => hmail.register(account);

/** The name, made as long as that. */
const ofLength = (length: number) => (account: Account) => ({
  ...account,
  username: account.username.slice(-length).padStart(length, "m"),
});
const withPassword = (change: (password: string) => string) => (account: Account) => ({
  ...account,
  password: change(account.password),
});

/** A name that somebody has is asked for again; its owner's password still works, and no other. */
function keepsItsOwner(
  ask: (session: HmailSession, owner: Account) => Promise<{ attempt: Exchange; password: string }>,
) {
  return check({
    needs,
    act: async (session) => {
      const { hmail } = session;
      const owner = await hmail.registered();
      const { refresh, trade: control } = await hmail.signIn(owner);
      const { attempt, password } = await ask(session, owner);
      return {
        control,
        attempt,
        trade: await hmail.refreshAccess(refresh),
        owner: await hmail.authenticate({ ...owner }),
        other: await hmail.authenticate({ ...owner, password: `${password}!` }),
        taker: await hmail.authenticate({ ...owner, password }),
      };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ attempt, trade, owner, other, taker }) => {
      const isOwners = taker.sent["password"] === owner.sent["password"];
      return [
        ...isNotMade(attempt, other, ...(isOwners ? [] : [taker])),
        ...[trade, owner].flatMap((each) => expecting(each, "success")),
      ];
    },
  });
}

/** Checks of how accounts come to be, but for the work that they take. */
export const createAccount = {
  "hmail.account-is-created-for-a-proof": {
    "new-account": isMade(asItIs),
    "name-in-capitals": check({
      needs,
      act: async (session) => {
        const { username, password } = session.hmail.newAccount();
        const capitals = { username: username.toUpperCase(), password };
        return { control: await rightCreation(session), attempt: await session.hmail.register(capitals) };
      },
      control: ({ control }) => expecting(control, "success"),
      // A rule against the name is not judged; the proof was for the name as it was sent.
      judge: ({ attempt }) => expecting(attempt, "success", "badUsername", "refused"),
    }),
    "password-with-blanks-around": check({
      needs,
      act: async ({ hmail }) => {
        const { username, password } = hmail.newAccount();
        const creation = await hmail.register({ username, password: ` ${password} ` });
        return {
          creation,
          login: await hmail.authenticate({ username, password: ` ${password} ` }),
          without: await hmail.authenticate({ username, password }),
        };
      },
      // A rule against such a password is not judged.
      judge: ({ creation, login, without }) => [
        ...(creation.outcome === "success" ? expecting(login, "success") : []),
        ...isNotMade(without),
      ],
    }),
    "two-names-at-once": check({
      needs,
      exclusive: true,
      act: async (session): Promise<Evidence & Record<"control" | "crossed", Exchange>> => {
        const { hmail } = session;
        const control = await rightCreation(session);
        const [one, two] = [hmail.newAccount(), hmail.newAccount()];
        const users = [one, two];
        const proofs = await Promise.all(users.map(async (u) => hmail.prove(u.username, await hmail.challenge())));
        const creations = await releasedTogether(session, users.length, 0, (index, variation) =>
          hmail.createAccount(users[index] ?? one, proofs[index], variation),
        );
        const logins = await Promise.all(users.map((user) => hmail.authenticate({ ...user })));
        const crossed = await hmail.authenticate({ username: one.username, password: two.password });
        return { ...numbered("creation", creations), ...numbered("login", logins), control, crossed };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ control: _, crossed, ...all }) => [
        ...Object.values(all).flatMap((each) => expecting(each, "success")),
        ...isNotMade(crossed),
      ],
    }),
  },
  "hmail.taken-name-is-refused": {
    "taken-name": keepsItsOwner(async ({ hmail, newPassword }, { username }) => {
      const password = newPassword(20);
      return { attempt: await hmail.register({ username, password }), password };
    }),
    "taken-name-twice": keepsItsOwner(async ({ hmail, newPassword }, { username }) => {
      const password = newPassword(20);
      await hmail.register({ username, password });
      return { attempt: await hmail.register({ username, password }), password };
    }),
    "taken-name-with-its-own-password": keepsItsOwner(async ({ hmail }, owner) => ({
      attempt: await hmail.register(owner),
      password: owner.password,
    })),
    "several-at-once": check({
      needs,
      exclusive: true,
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { hmail, newPassword } = session;
        const control = await rightCreation(session);
        const evidence = await raced(
          session,
          TRIES,
          async (name, index) => {
            const { username } = hmail.newAccount();
            const rivals = Array.from({ length: RIVALS[index % RIVALS.length] ?? 2 }, () => ({
              username,
              password: newPassword(20),
            }));
            const proofs = await Promise.all(rivals.map(async () => hmail.prove(username, await hmail.challenge())));
            const creations = await releasedTogether(session, rivals.length, 0, (rival, variation) =>
              hmail.createAccount(rivals[rival] ?? { username, password: "" }, proofs[rival], variation),
            );
            // Once shows whether what is said is what is done; more would look like an attack.
            const logging = index === 0 ? rivals : [];
            const logins = await Promise.all(logging.map((rival) => hmail.authenticate({ ...rival })));
            return { ...numbered(`${name}, creation`, creations), ...numbered(`${name}, login`, logins) };
          },
          madeTwice,
        );
        return { ...evidence, control };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: (evidence) => namesOfTries(TRIES[1]).flatMap((name) => madeTwice(evidence, name)),
    }),
  },
  "hmail.name-has-4-to-64-characters": {
    "name-of-3": isRefused(asked, ofLength(3)),
    "name-of-65": isRefused(asked, ofLength(65)),
    "name-of-64-and-more": check({
      needs,
      act: async ({ hmail }) => {
        const account = ofLength(64)(hmail.newAccount());
        const creation = await hmail.register(account);
        const longer = { ...account, username: `${account.username}x` };
        return {
          creation,
          attempt: await hmail.register({ ...longer, password: `${account.password}!` }),
          owner: await hmail.authenticate({ ...account }),
          longer: await hmail.authenticate({ ...longer }),
        };
      },
      control: ({ creation }) => expecting(creation, "success"),
      judge: ({ attempt, owner, longer }) => [...isNotMade(attempt, longer), ...expecting(owner, "success")],
    }),
    "name-of-4": isMade(ofLength(4)),
    "name-of-64": isMade(ofLength(64)),
  },
  "hmail.name-is-ascii": {
    "letter-with-an-accent": isRefused(asked, (account) => ({ ...account, username: `${account.username}\u00e9` })),
    "full-width-letter": isRefused(asked, (account) => ({ ...account, username: `${account.username}\uff41` })),
    "zero-width-space": isRefused(asked, (account) => ({ ...account, username: `${account.username}\u200b` })),
  },
  "hmail.password-has-8-characters": {
    "password-of-7": isRefused(
      asked,
      withPassword((password) => password.slice(0, 7)),
    ),
    "password-of-7-beyond-ascii": isRefused(
      asked,
      withPassword((password) => `${password.slice(0, 3)}\u00e9\u0142\u017e\u010d`),
    ),
    "password-of-8": isMade(withPassword((password) => password.slice(0, 8))),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
