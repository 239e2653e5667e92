import type { Fault } from "./faults.ts";

/** Auth apps that are broken where accounts are made, and where emails are verified. */
export const accountFaults = {
  // Registration
  "a server that makes accounts and sets no cookies": { breaks: "pattmayne.registration-logs-in" },
  "a server that registers at home, whatever the client": { breaks: "pattmayne.registration-at-a-client-redirects" },
  "a server that registers at clients that are switched off": {
    breaks: "pattmayne.registration-at-an-unknown-client-yields-no-code",
  },
  "a server that refuses a known email, whatever the password": { breaks: "pattmayne.known-user-is-logged-in" },
  "a server that logs known users in at home alone": { breaks: "pattmayne.known-user-gets-that-clients-token" },
  "a server that logs in whoever registers a known email": { breaks: "pattmayne.known-email-needs-its-password" },
  "a server that gives a known email a new password": { breaks: "pattmayne.known-email-needs-its-password" },
  "a server that does not count the registrations that it refuses": {
    breaks: "pattmayne.refused-registration-counts-as-a-failed-login",
  },
  "a server that gives a taken name a new password": { breaks: "pattmayne.taken-name-is-refused" },
  "a server that logs in whoever registers a name with its password": { breaks: "pattmayne.taken-name-is-refused" },
  "a server that looks whether a name is free, and takes it a moment later": {
    breaks: "pattmayne.parallel-registrations-have-one-winner",
  },
  "a server that looks whether an email is free, and takes it a moment later": {
    breaks: "pattmayne.parallel-registrations-have-one-winner",
  },
  "a server that makes an account without an email": { breaks: "pattmayne.malformed-registration-makes-no-account" },
  "a server that takes an email for a name": { breaks: "pattmayne.name-is-no-email" },

  // Passwords
  "a server that takes passwords of five characters": { breaks: "pattmayne.password-has-6-to-128-characters" },
  "a server that takes passwords of any length": { breaks: "pattmayne.password-has-6-to-128-characters" },
  "a server that takes no password of more than 100 characters": { breaks: "pattmayne.long-passwords-are-taken" },
  "a server that keeps the first 128 characters of a password": { breaks: "pattmayne.long-password-is-never-cut" },
  "a server that ignores dots in names": { breaks: "pattmayne.registered-look-alike-takes-nothing-over" },
  "a server that logs in who is gone": { breaks: "pattmayne.removed-account-gets-no-token" },

  // Mails
  "a server that takes every new email for verified": { breaks: "pattmayne.new-email-is-unverified" },
  "a server that says that an email is verified, and forgets it": {
    breaks: "pattmayne.mailed-token-verifies-its-address",
  },
  "a server that takes all emails for verified once one is": { breaks: "pattmayne.mailed-token-is-its-users-own" },
  "a server that takes a mailed token as often as it comes": { breaks: "pattmayne.mailed-token-works-once" },
  "a server that compares the first half of a mailed token": { breaks: "pattmayne.unknown-mail-token-is-refused" },
  "a server that logs in whose email is verified": { breaks: "pattmayne.verifying-logs-nobody-in" },
  "a server that answers a registration with what it mails": { breaks: "pattmayne.mail-token-is-mailed-alone" },
} as const satisfies Record<string, Fault>;
