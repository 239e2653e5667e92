import type { KeyRow } from "./target-file-keys.ts";

type Rows = Readonly<Record<string, KeyRow>>;

/** What an operation over HTTP has in common with a command in lines. */
const IN_BOTH = ["outcomes", "outcomes.*", "outcomes.*.at", "outcomes.*.equals"];

/** How a request is spelt: of an operation, and of a step before one. */
const REQUEST: Rows = {
  method: { says: "The method, in capitals." },
  path: { says: "The path below at.url, from a slash on; {role} stands for a value there as well." },
  headers: { says: "Fields to send; one whose value is missing is left out." },
  "headers.*": { says: "What the field says, such as Bearer {accessToken}." },
  query: { says: "Parameters of the query; one whose value is missing is left out." },
  "query.*": { says: "What the parameter says." },
  cookies: { says: "Cookies to send; one whose value is missing is left out." },
  "cookies.*": { says: "What the cookie holds, such as {accessToken}." },
  basic: { says: "HTTP Basic, with a user's credentials or a client's; where one is missing, neither is sent." },
  "basic.username": { says: "The name, such as {username}." },
  "basic.password": { says: "The password, such as {password}." },
  json: { says: "The body, in JSON, as deep as needed; a member whose value is missing is left out." },
  form: { says: "The body, as a form; a field whose value is missing is left out." },
  "form.*": { says: "What the field of the form says." },
  text: { says: "The body, in any other form; where a value in it is missing, there is none." },
  "text.type": { says: "Its media type, such as application/xml." },
  "text.content": { says: "What it says." },
};

/** Where a value is. */
const PLACE: Rows = {
  at: { says: "The JSON Pointer to it in the body, such as /data/token." },
  header: { says: "The field that has it." },
  cookie: { says: "The cookie that holds it, by name." },
  parameter: { says: "What is there is a URI, and the value is this parameter of its query." },
  behind: { says: "What stands in front of it there, such as Bearer and a blank." },
  as: {
    says: "The unit of a lifetime, which is taken as seconds from the answer on: seconds, milliseconds, epoch-seconds, epoch-milliseconds, iso8601, jwt (the exp of the JWT that is there) or max-age (of the cookie).",
  },
};

const TAKE: Rows = {
  take: { says: "Where in the answer of a named outcome values are, by what they mean." },
  "take.*": {
    says: "Where one value is: a JSON Pointer, or a place; or several of these, of which the first counts that holds something.",
  },
  ...below("take.*", PLACE),
  ...below("take.*[]", PLACE),
};

const OPERATION: Rows = {
  ...REQUEST,
  before: {
    says: "Requests that go before, one after the other, with the cookies that the target sets meanwhile; what they take can be sent by those behind them.",
  },
  ...below("before[]", { ...REQUEST, ...TAKE }),
  outcomes: {
    says: "How the answers are told apart; the first that fits counts. Without it, any 2xx is success, and 401 is unauthorized where the protocol has that.",
  },
  "outcomes.*": { says: "What an answer with this outcome looks like." },
  "outcomes.*.status": {
    says: "Its status, such as 200, or a class of them, such as 4xx, or a list of these; never 5xx.",
  },
  "outcomes.*.at": { says: "Where in the body something is, by JSON Pointer; the empty one is the whole body." },
  "outcomes.*.header": { says: "The field that the answer has." },
  "outcomes.*.equals": { says: "What is there. Without it, anything." },
  ...TAKE,
};

/** How a command is spelt, of a protocol that speaks in lines. */
const COMMAND: Rows = {
  name: { says: "What the envelope calls the command." },
  send: { says: "Where in the command each value goes, by what it means: a JSON Pointer, such as /token." },
  "send.*": { says: "The JSON Pointer; a value that is missing leaves its member out." },
  constants: { says: "What stands in every such command: a JSON Pointer, and the value there." },
  "constants.*": { says: "The value." },
  "outcomes.*.name": { says: "What the envelope calls the message." },
  "outcomes.*.take": { says: "Where in the message values are, by what they mean." },
  "outcomes.*.take.*": { says: "The JSON Pointer to one value, or that and its unit." },
  "outcomes.*.take.*.at": { says: "The JSON Pointer to it in the message, such as /token/expires_at." },
  "outcomes.*.take.*.as": { says: "The unit of a lifetime, as above." },
};

/** A row for every key below `wire`. */
export const WIRE_KEYS: Rows = {
  "wire.preset": {
    over: "http",
    says: "A wire that many servers have: cookies, the session protocol's own with its tokens in cookies; getnative-origin, the names that the origin of GetNative had at last; or oauth. Operations that are written beside it go before.",
  },
  "wire.preset.oauth": {
    over: "http",
    says: "OAuth 2.0, with the grant by password: the paths of its endpoints, and its client.",
  },
  "wire.preset.oauth.token": { over: "http", says: "The token endpoint, by its path." },
  "wire.preset.oauth.revocation": { over: "http", says: "The revocation endpoint; without it, there is no logout." },
  "wire.preset.oauth.resource": { over: "http", says: "What says whose token one is, such as the user info endpoint." },
  "wire.preset.oauth.introspection": {
    over: "http",
    says: "The introspection endpoint, asked in place of a resource.",
  },
  "wire.preset.oauth.identity": {
    over: "http",
    says: "The JSON Pointer to who that is, in the answer of either; /sub without it.",
  },
  "wire.preset.oauth.client": { over: "http", says: "The client that asks." },
  "wire.preset.oauth.client.id": { over: "http", says: "Its identifier." },
  "wire.preset.oauth.client.secret": { over: "http", says: "Its secret; a public client has none." },
  "wire.preset.oauth.client.in": {
    over: "http",
    says: "Where its credentials are sent: in HTTP Basic, or in the form.",
  },
  "wire.preset.oauth.scope": { over: "http", says: "The scope that a login asks for." },
  "wire.*": {
    says: "How one operation is asked, and how its answers are read; or none for one that the target does not have.",
  },
  ...below("wire.*", OPERATION, "http"),
  ...below("wire.*", COMMAND, "stream"),
};

/** @param over the transport whose operations alone have these keys */
function below(path: string, rows: Rows, over?: KeyRow["over"]): Rows {
  const entries = Object.entries(rows).map(([key, row]): [string, KeyRow] => {
    return [`${path}.${key}`, over && !IN_BOTH.includes(key) ? { ...row, over } : row];
  });
  return Object.fromEntries(entries);
}

/** Whether a key is said of elsewhere: a step is spelt as an operation is, and each place of several as one is. */
export function isRepeated(path: string): boolean {
  return /^wire\..*\[\]\./.test(path);
}
