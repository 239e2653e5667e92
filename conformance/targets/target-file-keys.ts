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
  accounts: {
    says: "Users of the target, each once. Two or more, one with a password of more than 128 bytes, let everything be tested.",
    example: [
      { username: "alice", password: `\${ALICE_PASSWORD}` },
      { username: "bob", password: `\${BOB_PASSWORD}` },
    ],
    begins: true,
  },
  "accounts[].username": { says: "The name that the user logs in with." },
  "accounts[].password": { says: `The user's password; best taken from the environment, as \${VARIABLE}.` },
  domain: { says: "The domain of the target's addresses, where the protocol has them.", example: "localhost" },
  lifetimes: {
    says: "How long tokens live, where the wire does not tell it, and how lenient a verifier is. A number is seconds; or write 500ms, 2s, 15m, 1h, 30d.",
    example: { access: "15m", refresh: "30d", leeway: "0s" },
  },
  "lifetimes.access": { says: "How long an access token lives." },
  "lifetimes.refresh": { says: "How long a refresh token lives." },
  "lifetimes.leeway": { says: "How long after its expiry a token may still be taken." },
  wire: {
    says: "Operations that the target spells otherwise than the protocol does; each is written down whole, and {username} stands for a value by what it means. Operations that are left out are as in the protocol.",
  },
  "wire.*": { says: "How one operation is asked, and how its answers are read." },
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
