import type { Account } from "../model/target.ts";

/** The users of the reference server; one password is longer than what bcrypt would look at. */
export const ACCOUNTS: readonly Account[] = [
  { username: "alice", password: `Wonderland ${"and on and on ".repeat(10)}through the looking-glass` },
  { username: "bob.builder", password: "Can we fix it? Yes, we can!" },
  { username: "carol", password: "Sing we now of Yule 1843" },
];

/** The same, where users are known by their emails. */
export const EMAIL_ACCOUNTS: readonly Account[] = ACCOUNTS.map((account) => ({
  ...account,
  username: `${account.username}@example.com`,
}));

/** One more, for protocols in which many checks log in: no account is to log in more than 40 times a run. */
export const FOURTH: Account = { username: "dave", password: "Four is company for a while" };

/** Users that checks may spoil, for protocols that make no accounts: one for each check that does. */
export const SPOILABLE: readonly Account[] = ["dora", "erin", "finn", "gwen"].map((username) => ({
  username: `${username}.to.spoil`,
  password: `Here today, gone tomorrow, ${username}`,
  disposable: true,
}));

/** The users of an auth app: they log in by name or by email. */
export const MEMBERS: readonly (Account & { readonly email: string })[] = [...ACCOUNTS, FOURTH].map((account) => ({
  ...account,
  email: `${account.username}@example.com`,
}));

/** Who looks after the clients of an auth app. */
export const OPERATOR = { username: "olga.operates", password: "Nobody gets in without a secret" };
