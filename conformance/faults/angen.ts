import { credentialFaults, opaqueFaults } from "./common.ts";
import type { Fault } from "./faults.ts";

/** Broken servers of angen, as data; self-test/mutants/angen.ts builds each of them from the reference server. */
export const angenFaults = {
  ...credentialFaults("angen"),
  ...opaqueFaults("angen"),

  // Bad input
  "a server that takes a password that is no text for the right one": {
    breaks: "angen.malformed-login-yields-no-token",
  },
  "a server that takes no password for the right one": { breaks: "angen.malformed-login-yields-no-token" },
  "a server that takes a list for the password in it": { breaks: "angen.malformed-login-yields-no-token" },
  "a server that shows where it stumbled": { breaks: "angen.no-answer-shows-a-trace" },
  "a server that shows where a login failed in it": { breaks: "angen.no-answer-shows-a-trace" },

  // Secrets
  "a server that repeats a password that it refuses": { breaks: "angen.secrets-are-never-echoed" },
  "a server that repeats an identifier code that it refuses": { breaks: "angen.secrets-are-never-echoed" },
  "a server that repeats the codes that it does not renew": { breaks: "angen.secrets-are-never-echoed" },
  "a server that repeats a new password that it does not take": { breaks: "angen.secrets-are-never-echoed" },
  "a server that issues one token a user and second": { breaks: "angen.tokens-never-repeat" },
  "a server that gives all tokens of a user one renewal code": { breaks: "angen.tokens-never-repeat" },
  "a server that makes renewal codes of six digits": { breaks: "angen.token-encodes-16-bytes" },
  "a server that begins a renewal code as its identifier code": { breaks: "angen.tokens-are-unrelated" },
  "a server that keeps half of an identifier code at a renewal": { breaks: "angen.tokens-are-unrelated" },

  // Credentials
  "a server that does not look at the order of a password's characters": { breaks: "angen.password-is-compared-whole" },
  "a server that takes a password backwards as well": { breaks: "angen.password-is-compared-whole" },
  "a server that keeps letters beyond ASCII as question marks": { breaks: "angen.password-is-compared-whole" },
  "a server that takes the beginning of an id for the id": { breaks: "angen.look-alike-name-is-another-name" },
  "a server that knows wildcards in emails": { breaks: "angen.look-alike-name-is-another-name" },
  "a server that folds the case of names": { breaks: "angen.look-alike-name-is-another-name" },
  "a server that says which names it knows": { breaks: "angen.wrong-password-and-unknown-user-look-alike" },
  "a server that ends a user's tokens on a failed login": { breaks: "angen.failed-logins-lock-nobody-else-out" },
  "a server that compares passwords byte by byte": { breaks: "angen.password-is-the-same-in-every-normal-form" },
  "a server that keeps the first 256 characters of a password": { breaks: "angen.long-password-is-never-cut" },
  "a server that keeps the first 256 characters of a changed password": { breaks: "angen.long-password-is-never-cut" },
  "a server that ignores dots in names": { breaks: "angen.registered-look-alike-takes-nothing-over" },
  "a server that gives an account to who registers its name in capitals": {
    breaks: "angen.registered-look-alike-takes-nothing-over",
  },

  // Restarts, races and TLS
  "a server that keeps renewals in memory": { breaks: "angen.dead-stays-dead-after-a-restart" },
  "a server that keeps revocations in memory": { breaks: "angen.dead-stays-dead-after-a-restart" },
  "a server that keeps in memory which tokens a new password ended": {
    breaks: "angen.dead-stays-dead-after-a-restart",
  },
  "a server that looks whether a token is good, and renews it a moment later": {
    breaks: "angen.single-use-credential-is-redeemed-once",
  },
  "a server that still speaks TLS 1.1": { breaks: "angen.old-tls-is-refused" },

  // Tokens
  "a server that refuses every third token of a user": { breaks: "angen.right-password-yields-a-token" },
  "a server that names who got a token before": { breaks: "angen.token-names-its-user" },
  "a server that tells the name of a user for the id": { breaks: "angen.token-names-its-user" },
  "a server that logs in where it gives a token": { breaks: "angen.getting-a-token-logs-nobody-in" },
  "a server that logs in where it gives a token to who is logged in": {
    breaks: "angen.getting-a-token-logs-nobody-in",
  },
  "a server that takes any password of a known user": { breaks: "angen.wrong-password-is-failure" },
  "a server that takes a wrong password when it comes again": { breaks: "angen.wrong-password-is-failure" },
  "a server that takes a wrong password for a malformed command": { breaks: "angen.wrong-password-is-failure" },
  "a server that takes an unknown user for a malformed command": { breaks: "angen.unknown-user-is-failure" },
  "a server that registers unknown users when they ask for a token": { breaks: "angen.unknown-user-is-failure" },
  "a server that knows nobody by email": { breaks: "angen.email-stands-for-its-user" },
  "a server that forgets the email of who registers": { breaks: "angen.email-stands-for-its-user" },
  "a server that knows nobody by id": { breaks: "angen.id-stands-for-its-user" },
  "a server that takes an id for a name": { breaks: "angen.id-stands-for-its-user" },
  "a server that goes by the name first": { breaks: "angen.identifiers-have-an-order" },
  "a server that goes by the id before the email": { breaks: "angen.identifiers-have-an-order" },
  "a server that goes by the name where nobody has the email": { breaks: "angen.identifiers-have-an-order" },
  "a server that goes by the name where the email is empty": { breaks: "angen.identifiers-have-an-order" },
  "a server that goes by whichever identifier has the password": { breaks: "angen.identifiers-have-an-order" },
  "a server that takes a token of nobody for a wrong password": { breaks: "angen.token-of-nobody-is-an-error" },
  "a server that takes a token of nobody for one of whom it knew last": { breaks: "angen.token-of-nobody-is-an-error" },
  "a server that keeps one token a user": { breaks: "angen.new-token-ends-none" },
  "a server that keeps one token a user and program": { breaks: "angen.new-token-ends-none" },
  "a server that keeps three tokens a user": { breaks: "angen.new-token-ends-none" },
  "a server that tells an expiry in milliseconds": { breaks: "angen.expiry-is-an-instant" },
  "a server that tells an expiry as a number": { breaks: "angen.expiry-is-an-instant" },
  "a server that tells an expiry without its zone": { breaks: "angen.expiry-is-an-instant" },
  "a server that tells an expiry as HTTP does": { breaks: "angen.expiry-is-an-instant" },
  "a server that tells local time for UTC": { breaks: "angen.expiry-is-in-the-future" },

  // Logins
  "a server that says that it logged a connection in, and did not": { breaks: "angen.identifier-code-logs-in" },
  "a server that gives tokens which are good a second later": { breaks: "angen.identifier-code-logs-in" },
  "a server that tells at a login who logged in before": { breaks: "angen.login-says-who" },
  "a server that uses identifier codes up": { breaks: "angen.identifier-code-is-not-used-up" },
  "a server that takes an identifier code three times": { breaks: "angen.identifier-code-is-not-used-up" },
  "a server that keeps one connection a token": { breaks: "angen.identifier-code-is-not-used-up" },
  "a server that logs out the connection that a token logged in before": {
    breaks: "angen.identifier-code-is-not-used-up",
  },
  "a server that takes a renewal code for an identifier code": { breaks: "angen.renewal-code-logs-nobody-in" },
  "a server that takes a password for an identifier code": { breaks: "angen.password-is-no-identifier-code" },
  "a server that takes a bad identifier code for a malformed command": {
    breaks: "angen.bad-identifier-code-is-failure",
  },
  "a server that compares the first half of an identifier code": { breaks: "angen.bad-identifier-code-is-failure" },
  "a server that ignores what follows an identifier code": { breaks: "angen.bad-identifier-code-is-failure" },
  "a server that compares identifier codes without case": { breaks: "angen.bad-identifier-code-is-failure" },
  "a server that takes an empty identifier code for the last one": { breaks: "angen.bad-identifier-code-is-failure" },
  "a server that never lets tokens expire": { breaks: "angen.expired-token-logs-nobody-in" },
  "a server that lets tokens live for a minute longer": { breaks: "angen.expired-token-logs-nobody-in" },
  "a server that never lets the tokens of a renewal expire": { breaks: "angen.expired-token-logs-nobody-in" },
  "a server that extends a token when it logs in": { breaks: "angen.expired-token-logs-nobody-in" },
  "a server that remembers which codes it verified": { breaks: "angen.expired-token-logs-nobody-in" },
  "a server that logs out on a failed login": { breaks: "angen.failed-login-leaves-the-connection-as-it-was" },
  "a server that closes the connection after a failed login": {
    breaks: "angen.failed-login-leaves-the-connection-as-it-was",
  },
  "a server that logs a connection in before it looks at the expiry": {
    breaks: "angen.failed-login-leaves-the-connection-as-it-was",
  },
  "a server that logs in who was there last on a failed login": {
    breaks: "angen.failed-login-leaves-the-connection-as-it-was",
  },
  "a server that keeps the first login of a connection": { breaks: "angen.login-takes-the-place-of-the-one-before" },
  "a server that logs out who logs in again": {
    breaks: "angen.login-takes-the-place-of-the-one-before",
  },
  "a server that shares a login between all connections": { breaks: "angen.login-is-for-one-connection" },
  "a server that keeps a login for the next connection": { breaks: "angen.login-is-for-one-connection" },
  "a server that names who logged in last": { breaks: "angen.connection-knows-its-user" },
  "a server that answers once whose connection it is": { breaks: "angen.connection-knows-its-user" },
  "a server that calls who is not logged in a guest": { breaks: "angen.connection-of-nobody-is-failure" },
  "a server that takes the question of nobody for a malformed one": { breaks: "angen.connection-of-nobody-is-failure" },

  // Renewals
  "a server that keeps the renewal code at a renewal": { breaks: "angen.both-codes-renew-a-token" },
  "a server that keeps the identifier code at a renewal": { breaks: "angen.both-codes-renew-a-token" },
  "a server that renews for an identifier code alone": { breaks: "angen.renewal-needs-both-codes" },
  "a server that renews for a renewal code alone": { breaks: "angen.renewal-needs-both-codes" },
  "a server that renews for the identifier code in both places": { breaks: "angen.renewal-needs-both-codes" },
  "a server that renews for an empty renewal code": { breaks: "angen.renewal-needs-both-codes" },
  "a server that compares the first half of a renewal code": { breaks: "angen.renewal-needs-both-codes" },
  "a server that mixes the codes of a user's tokens": { breaks: "angen.codes-of-two-tokens-do-not-mix" },
  "a server that mixes the codes of everybody's tokens": { breaks: "angen.codes-of-two-tokens-do-not-mix" },
  "a server that renews where the token's user is logged in": { breaks: "angen.renewal-needs-no-login" },
  "a server that renews for the user of the connection": { breaks: "angen.renewed-token-is-of-the-same-user" },
  "a server that names the user of the connection in a renewed token": {
    breaks: "angen.renewed-token-is-of-the-same-user",
  },
  "a server that logs in where it renews": { breaks: "angen.renewal-logs-nobody-in" },
  "a server that logs out where it renews": { breaks: "angen.renewal-logs-nobody-in" },
  "a server that leaves a token good that it renewed": { breaks: "angen.renewal-ends-the-old-identifier-code" },
  "a server that leaves the identifier code good at a renewal": {
    breaks: "angen.renewal-ends-the-old-identifier-code",
  },
  "a server that ends the old token at the first renewal only": {
    breaks: "angen.renewal-ends-the-old-identifier-code",
  },
  "a server that ends the old token when the new one logs in": { breaks: "angen.renewal-ends-the-old-identifier-code" },
  "a server that leaves the renewal code good at a renewal": { breaks: "angen.renewal-ends-the-old-renewal-code" },
  "a server that renews an old token once more where its answer may be lost": {
    breaks: "angen.renewal-ends-the-old-renewal-code",
  },
  "a server that ends all tokens of a user at a renewal": { breaks: "angen.renewal-ends-one-token-only" },
  "a server that closes the connections of a token that it renews": {
    breaks: "angen.renewal-leaves-connections-alone",
  },
  "a server that logs out the connections of a token that it renews": {
    breaks: "angen.renewal-leaves-connections-alone",
  },
  "a server that renews a token as one that is dead": { breaks: "angen.renewed-token-logs-in" },
  "a server that renews a token as one that is good a second later": { breaks: "angen.renewed-token-logs-in" },
  "a server that renews a token once": { breaks: "angen.renewed-token-is-renewed-in-its-turn" },
  "a server that renews a token twice": { breaks: "angen.renewed-token-is-renewed-in-its-turn" },
  "a server that keeps the expiry at a renewal": { breaks: "angen.renewal-begins-a-new-lifetime" },
  "a server that tells a new expiry at a renewal, and keeps the old one": {
    breaks: "angen.renewal-begins-a-new-lifetime",
  },
  "a server that ends tokens after twice the lifetime": { breaks: "angen.renewal-begins-a-new-lifetime" },
  "a server that takes codes which renew nothing for a malformed command": {
    breaks: "angen.failed-renewal-is-failure",
  },
  "a server that ends a token whose renewal code is wrong": { breaks: "angen.failed-renewal-ends-nothing" },
  "a server that ends a token whose identifier code is wrong": { breaks: "angen.failed-renewal-ends-nothing" },
  "a server that renews tokens which have expired": { breaks: "angen.expired-token-is-not-renewed" },

  // Addresses
  "a server that keeps addresses, and does not look at them": { breaks: "angen.kept-address-is-asked-for" },
  "a server that compares two octets of an address": { breaks: "angen.kept-address-is-asked-for" },
  "a server that compares the beginning of an address": { breaks: "angen.kept-address-is-asked-for" },
  "a server that compares addresses without their dots": { breaks: "angen.kept-address-is-asked-for" },
  "a server that keeps the address of the first login": { breaks: "angen.kept-address-is-asked-for" },
  "a server that keeps the address of a user's last token": { breaks: "angen.kept-address-is-asked-for" },
  "a server that writes an address in two ways, and compares them": { breaks: "angen.kept-address-logs-in" },
  "a server that takes a token from its address once": { breaks: "angen.kept-address-logs-in" },
  "a server that keeps addresses unasked": { breaks: "angen.other-address-logs-in" },

  // Envelopes
  "a server that writes a failure over several lines": { breaks: "angen.messages-are-lines" },
  "a server that ends a failure with a carriage return": { breaks: "angen.messages-are-lines" },
  "a server that writes two objects in the line of a failure": { breaks: "angen.messages-are-lines" },
  "a server that leaves out the reason of a failure": { breaks: "angen.responses-have-the-declared-shape" },
  "a server that tells ids as numbers": { breaks: "angen.responses-have-the-declared-shape" },
  "a server that says twice who logged in": { breaks: "angen.every-command-is-answered-once" },
  "a server that says first that it got a question": { breaks: "angen.every-command-is-answered-once" },
  "a server that says an error behind a failure": { breaks: "angen.every-command-is-answered-once" },
  "a server that answers other commands while a password is compared": { breaks: "angen.answers-come-in-order" },
  "a server that answers other commands while a login is looked up": { breaks: "angen.answers-come-in-order" },
  "a server that answers a ping before the command ahead of it": { breaks: "angen.answers-come-in-order" },
  "a server that drops an empty id": { breaks: "angen.message-id-is-mirrored" },
  "a server that drops the id of a failure": { breaks: "angen.message-id-is-mirrored" },
  "a server that drops the id of a revocation": { breaks: "angen.message-id-is-mirrored" },
  "a server that says the id of the command before": { breaks: "angen.message-id-is-mirrored" },
  "a server that trims ids": { breaks: "angen.message-id-is-mirrored" },
  "a server that cuts ids at 36 characters": { breaks: "angen.message-id-is-mirrored" },
  "a server that takes ids of digits for numbers": { breaks: "angen.message-id-is-mirrored" },
  "a server that knows ids in ASCII only": { breaks: "angen.message-id-is-mirrored" },
  "a server that says the id of a token's request only": { breaks: "angen.message-id-is-mirrored" },
  "a server that drops the id of an error": { breaks: "angen.error-mirrors-the-message-id" },
  "a server that drops the id of an unknown command": { breaks: "angen.error-mirrors-the-message-id" },
  "a server that makes up ids": { breaks: "angen.no-message-id-is-made-up" },
  "a server that says an empty id for none": { breaks: "angen.no-message-id-is-made-up" },
  "a server that keeps the last id where there is none": { breaks: "angen.no-message-id-is-made-up" },
  "a server that names a command without its group": { breaks: "angen.outcome-names-its-command" },
  "a server that names the group of a failed command": { breaks: "angen.outcome-names-its-command" },
  "a server that refuses an envelope with more members": { breaks: "angen.unknown-members-are-ignored" },
  "a server that refuses a command with more members": { breaks: "angen.unknown-members-are-ignored" },
  "a server that answers pings only to who is logged in": { breaks: "angen.ping-is-answered" },
  "a server that answers a ping with a success": { breaks: "angen.ping-is-answered" },
  "a server that leaves a connection open that is to be closed": { breaks: "angen.disconnect-closes-the-connection" },
  "a server that disconnects without an answer": { breaks: "angen.disconnect-closes-the-connection" },

  // Errors
  "a server that says nothing to an unknown command": { breaks: "angen.unknown-command-is-an-error" },
  "a server that fails at an unknown command": { breaks: "angen.unknown-command-is-an-error" },
  "a server that knows commands in every case": { breaks: "angen.unknown-command-is-an-error" },
  "a server that takes a number for an id": { breaks: "angen.bad-envelope-is-an-error" },
  "a server that drops an id that is no text": { breaks: "angen.bad-envelope-is-an-error" },
  "a server that needs no command in an envelope": { breaks: "angen.bad-envelope-is-an-error" },
  "a server that ignores JSON that is no object": { breaks: "angen.bad-envelope-is-an-error" },
  "a server that breaks off at null": { breaks: "angen.bad-envelope-is-an-error" },
  "a server that takes the commands of a list": { breaks: "angen.bad-envelope-is-an-error" },
  "a server that fails at a malformed command": { breaks: "angen.bad-command-is-an-error" },
  "a server that takes numbers for text": { breaks: "angen.bad-command-is-refused" },
  "a server that takes no program for any": { breaks: "angen.bad-command-is-refused" },
  "a server that takes null for nothing": { breaks: "angen.bad-command-is-refused" },
  "a server that ignores a line that is not JSON": { breaks: "angen.unreadable-line-is-an-error" },
  "a server that breaks off at a line that is not JSON": { breaks: "angen.unreadable-line-is-an-error" },
  "a server that mends what is not UTF-8": { breaks: "angen.unreadable-line-is-an-error" },
  "a server that repeats a line that it cannot read": { breaks: "angen.error-does-not-echo" },
  "a server that repeats the name of an unknown command": { breaks: "angen.error-does-not-echo" },
  "a server that quotes where JSON ends": { breaks: "angen.error-does-not-echo" },
  "a server that closes the connection after an error": { breaks: "angen.connection-survives-an-error" },
  "a server that closes the connection after three errors": { breaks: "angen.connection-survives-an-error" },
  "a server that logs out after an error": { breaks: "angen.connection-survives-an-error" },
  "a server that takes the command after an error for another": { breaks: "angen.connection-survives-an-error" },

  // Lines
  "a server that takes each write for a line": { breaks: "angen.split-command-is-one" },
  "a server that reads the characters of each write alone": { breaks: "angen.split-command-is-one" },
  "a server that takes a command in two writes at most": { breaks: "angen.split-command-is-one" },
  "a server that forgets what stands behind the last line feed of a write": { breaks: "angen.split-command-is-one" },
  "a server that takes the first command of a write": { breaks: "angen.commands-of-one-write-are-several" },
  "a server that stumbles over a carriage return": { breaks: "angen.carriage-return-is-accepted" },
  "a server that says nothing to too long a line": { breaks: "angen.too-long-a-line-is-an-error" },
  "a server that closes the connection at too long a line": { breaks: "angen.too-long-a-line-is-an-error" },
  "a server that takes lines of every length": { breaks: "angen.too-long-a-line-is-an-error" },
  "a server that cuts a line at its limit": { breaks: "angen.rest-of-too-long-a-line-is-discarded" },
  "a server that takes the rest of too long a line for a line": {
    breaks: "angen.rest-of-too-long-a-line-is-discarded",
  },
  "a server that drops the line behind one that is too long": { breaks: "angen.rest-of-too-long-a-line-is-discarded" },
  "a server that answers an empty line with an error": { breaks: "angen.empty-line-is-ignored" },
  "a server that ends a connection at an empty line": { breaks: "angen.empty-line-is-ignored" },
  "a server that ignores a last line without a line feed": { breaks: "angen.unterminated-last-line-is-a-command" },
  "a server that takes a last line without a line feed for no JSON": {
    breaks: "angen.unterminated-last-line-is-a-command",
  },
  "a server that serves nobody while a line is incomplete": { breaks: "angen.idle-client-holds-up-nobody" },
  "a server that serves nobody while a connection has said nothing": { breaks: "angen.idle-client-holds-up-nobody" },
  "a server that answers nobody while an answer is not read": { breaks: "angen.idle-client-holds-up-nobody" },
  "a server that answers a browser": { breaks: "angen.http-request-is-closed" },

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
