import type { Fault } from "./faults.ts";

/** Servers of angen that are broken in registrations, revocations, new passwords and removals. */
export const accountFaults = {
  // Registration
  "a server that makes accounts which nobody can use": { breaks: "angen.registration-makes-an-account" },
  "a server that keeps names in lower case, and asks for them as they were": {
    breaks: "angen.registration-makes-an-account",
  },
  "a server that logs in who registers": { breaks: "angen.registration-logs-nobody-in" },
  "a server that gives a taken name a new password": { breaks: "angen.taken-name-is-refused" },
  "a server that gives a taken email a new password": { breaks: "angen.taken-email-is-refused" },
  "a server that takes an email twice": { breaks: "angen.taken-email-is-refused" },
  "a server that gives a taken email to who registers it later": { breaks: "angen.taken-email-is-refused" },
  "a server that looks whether a name is free, and takes it a moment later": {
    breaks: "angen.parallel-registrations-have-one-winner",
  },

  // Revocation
  "a server that says that nobody's tokens are revoked": { breaks: "angen.revocation-needs-a-login" },
  "a server that says that it revoked tokens, and did not": { breaks: "angen.revoked-token-logs-nobody-in" },
  "a server that revokes the token of the connection": { breaks: "angen.revoked-token-logs-nobody-in" },
  "a server that revokes all tokens but that of the connection": { breaks: "angen.revoked-token-logs-nobody-in" },
  "a server that leaves renewed tokens good at a revocation": { breaks: "angen.revoked-token-logs-nobody-in" },
  "a server that leaves the last token good at a revocation": { breaks: "angen.revoked-token-logs-nobody-in" },
  "a server that leaves tokens of other addresses good at a revocation": {
    breaks: "angen.revoked-token-logs-nobody-in",
  },
  "a server that revokes the codes that log in": { breaks: "angen.revoked-token-is-not-renewed" },
  "a server that closes the connection before it says that tokens are revoked": {
    breaks: "angen.revocation-is-answered",
  },
  "a server that takes a revocation for a failure": { breaks: "angen.revocation-is-answered" },
  "a server that closes at a revocation the connection that asks": {
    breaks: "angen.revocation-closes-the-users-connections",
  },
  "a server that closes at a revocation the connections that do not ask": {
    breaks: "angen.revocation-closes-the-users-connections",
  },
  "a server that closes at a revocation the connections of one address": {
    breaks: "angen.revocation-closes-the-users-connections",
  },
  "a server that logs out at a revocation, and closes no connection": {
    breaks: "angen.revocation-closes-the-users-connections",
  },
  "a server that revokes everybody's tokens": { breaks: "angen.revocation-is-one-users" },
  "a server that closes everybody's connections at a revocation": { breaks: "angen.revocation-is-one-users" },

  // Passwords that change
  "a server that changes the password of who logged in last": { breaks: "angen.password-change-needs-a-login" },
  "a server that says that nobody's password is changed": { breaks: "angen.password-change-needs-a-login" },
  "a server that does not look at the current password": { breaks: "angen.wrong-current-password-changes-nothing" },
  "a server that takes an empty current password for the right one": {
    breaks: "angen.wrong-current-password-changes-nothing",
  },
  "a server that changes a password before it looks at the current one": {
    breaks: "angen.wrong-current-password-changes-nothing",
  },
  "a server that revokes a user's tokens where the current password is wrong": {
    breaks: "angen.wrong-current-password-changes-nothing",
  },
  "a server that says that it changed a password, and did not": { breaks: "angen.new-password-yields-a-token" },
  "a server that takes the old password beside the new one": { breaks: "angen.old-password-yields-none" },
  "a server that remembers which passwords it compared": { breaks: "angen.old-password-yields-none" },
  "a server that leaves tokens good when a password changes": { breaks: "angen.password-change-ends-every-token" },
  "a server that leaves the token of the connection good when a password changes": {
    breaks: "angen.password-change-ends-every-token",
  },
  "a server that leaves renewed tokens good when a password changes": {
    breaks: "angen.password-change-ends-every-token",
  },
  "a server that closes the connection before it says that a password is changed": {
    breaks: "angen.password-change-is-answered",
  },
  "a server that closes with a new password the connection that asks": {
    breaks: "angen.password-change-closes-the-users-connections",
  },
  "a server that leaves tokens of other addresses good when a password changes": {
    breaks: "angen.password-change-ends-every-token",
  },
  "a server that closes with a new password the connections of one address": {
    breaks: "angen.password-change-closes-the-users-connections",
  },
  "a server that closes with a new password the connections that do not ask": {
    breaks: "angen.password-change-closes-the-users-connections",
  },

  // Accounts that are gone
  "a server that gives a token to who is gone": { breaks: "angen.removed-account-gets-no-token" },
  "a server that renews the token of who is gone": { breaks: "angen.removed-account-gets-no-token" },
  "a server that logs in who is gone": { breaks: "angen.removed-accounts-token-logs-nobody-in" },
} as const satisfies Record<string, Fault>;
