/** What is to be said of a key of the target file, in an editor and in the file that `authmark init` writes. */
export interface KeyRow {
  readonly says: string;
  readonly example?: unknown;
  /** A file to begin with has it; the others stand there as comments. */
  readonly begins?: true;
}

/** A row for every key; `*` stands for any name, `[]` for the items of a list. */
export const KEYS: Readonly<Record<string, KeyRow>> = {
  name: {
    says: "What reports call the target, for people. Without it, the file's name.",
    example: "My server",
    begins: true,
  },
  protocol: { says: "The protocol that the target speaks.", begins: true },
  at: { says: "Where the target is.", begins: true },
  "at.url": {
    says: "Its address, with a path prefix if there is one; without a user, a query or a fragment.",
    example: "https://127.0.0.1:8081",
    begins: true,
  },
  "at.ca": {
    says: "The authority that signed its certificate, in PEM, where that is a private one; a path beside this file.",
    example: "./ca.pem",
  },
  "at.plain": {
    says: "Where the same server speaks plain HTTP, beside TLS: credentials must not be taken there.",
    example: "http://127.0.0.1:8080",
  },
  accounts: {
    says: "Users of the target, each once. Two or more, one with a password of more than 128 bytes, let everything be tested. Without any, a run makes its own: see provision.",
    example: [
      { username: "alice", password: `\${ALICE_PASSWORD}` },
      { username: "bob", password: `\${BOB_PASSWORD}` },
    ],
    begins: true,
  },
  "accounts[].username": { says: "The name that the user logs in with." },
  "accounts[].password": { says: `The user's password; best taken from the environment, as \${VARIABLE}.` },
  "accounts[].disposable": { says: "Whether checks may change the user's password, or have the user removed." },
  provision: {
    says: "How accounts are made for a run where none are given: by the protocol's own registration, which is what happens without this as well, or by a command that is told AUTHMARK_USERNAME and AUTHMARK_PASSWORD.",
    example: "registration",
  },
  "provision.command": { says: "The command, for the shell, run in this file's folder." },
  domain: { says: "The domain of the target's addresses, where the protocol has them.", example: "localhost" },
  lifetimes: {
    says: "How long tokens live, where the wire does not tell it, and how lenient a verifier is. A number is seconds; or write 500ms, 2s, 15m, 1h, 30d.",
    example: { access: "15m", refresh: "30d", leeway: "0s" },
  },
  "lifetimes.access": { says: "How long an access token lives." },
  "lifetimes.refresh": { says: "How long a refresh token lives." },
  "lifetimes.leeway": { says: "How long after its expiry a token may still be taken." },
  profiles: {
    says: "Other ways in which the same target is started. A check that the target above offers no means for runs there.",
    example: { "short-access": { at: { url: "https://127.0.0.1:8082" } } },
  },
  "profiles.*": { says: "One of them, under a name for people." },
  "profiles.*.at": { says: "Where it is, as above." },
  "profiles.*.at.url": { says: "Its address." },
  "profiles.*.at.ca": { says: "The authority that signed its certificate." },
  "profiles.*.at.plain": { says: "Where it speaks plain HTTP, beside TLS." },
  "profiles.*.lifetimes": { says: "How long tokens live there, as above." },
  "profiles.*.lifetimes.access": { says: "How long an access token lives." },
  "profiles.*.lifetimes.refresh": { says: "How long a refresh token lives." },
  "profiles.*.lifetimes.leeway": { says: "How long after its expiry a token may still be taken." },
  limits: {
    says: "What the target takes before it refuses or suspends: the suite stays below.",
    example: { failedLogins: "10 per 60s", requests: "100 per 1s" },
  },
  "limits.failedLogins": { says: "Failed logins of one account, and from one address." },
  "limits.requests": { says: "Requests." },
  hooks: {
    says: "Commands, for the shell, that do to the target what only you can do. They run in this file's folder; a user comes as AUTHMARK_USERNAME, AUTHMARK_PASSWORD and AUTHMARK_NEW_PASSWORD.",
    example: { restart: "systemctl restart my-server", "remove-account": 'my-server remove "$AUTHMARK_USERNAME"' },
  },
  "hooks.restart": { says: "Restarts the target with the same store, and returns; the suite waits until it answers." },
  "hooks.change-password": { says: "Sets a user's password." },
  "hooks.remove-account": { says: "Removes a user, or disables one." },
  dialects: {
    says: "Deviations from requirements that are known: they are tested, and reported as deviations with your reason.",
    example: [{ id: "bearer-case-sensitive", because: "clients of version 1 rely on it" }],
  },
  "dialects[].id": { says: "The name of the deviation; authmark list --dialects shows them." },
  "dialects[].because": { says: "Why it is there." },
  wire: {
    says: "Operations that the target spells otherwise than the protocol does; each is written down whole, and {username} stands for a value by what it means. Operations that are left out are as in the protocol.",
  },
  "wire.*": {
    says: "How one operation is asked, and how its answers are read; or none for one that the target does not have.",
  },
  "wire.*.method": { says: "The method, in capitals." },
  "wire.*.path": { says: "The path below at.url, from a slash on." },
  "wire.*.headers": { says: "Fields to send; one whose value is missing is left out." },
  "wire.*.headers.*": { says: "What the field says, such as Bearer {accessToken}." },
  "wire.*.query": { says: "Parameters of the query; one whose value is missing is left out." },
  "wire.*.query.*": { says: "What the parameter says." },
  "wire.*.json": { says: "The body, in JSON, as deep as needed; a member whose value is missing is left out." },
  "wire.*.outcomes": { says: "How the answers are told apart; the first that fits counts." },
  "wire.*.outcomes.*": { says: "What an answer with this outcome looks like." },
  "wire.*.outcomes.*.status": { says: "Its status, such as 200, or a class of them, such as 4xx; never 5xx." },
  "wire.*.outcomes.*.at": { says: "Where in the body something is, by JSON Pointer; the empty one is the whole body." },
  "wire.*.outcomes.*.equals": { says: "What is there. Without it, anything." },
  "wire.*.take": { says: "Where in the body of a named outcome values are, by what they mean." },
  "wire.*.take.*": { says: "Where one value is." },
  "wire.*.take.*.at": { says: "The JSON Pointer to it, such as /data/token." },
};
