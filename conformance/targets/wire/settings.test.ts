import { expect, it } from "vitest";
import type { HttpOperation } from "../../model/wire.ts";
import { settingsOf } from "./settings.ts";

const valuesOf = (otherwise: Partial<HttpOperation>) =>
  settingsOf({ login: { method: "POST", path: "/", outcomes: {}, take: {}, ...otherwise } }).map(({ value }) => value);

it.each<[string, Partial<HttpOperation>, readonly string[]]>([
  ["the secret of a client, in Basic", { basic: { username: "app", password: "s" } }, ["s"]],
  ["a key in the place of a name", { basic: { username: "key", password: "" } }, ["key"]],
  ["a user's password", { basic: { username: "{username}", password: "{password}" } }, []],
  ["a secret in a form", { form: { client_secret: "s", client_id: "app", x: "{x}" } }, ["s"]],
  ["a secret deep in JSON", { json: { a: [{ apiKey: "s" }], password: "{password}" } }, ["s"]],
  ["a key in the query", { query: { "api-key": "s" } }, ["s"]],
  ["a field behind a scheme", { headers: { Authorization: "Token s" } }, ["s"]],
  ["a field in Basic", { headers: { authorization: `Basic ${Buffer.from("app:s:t").toString("base64")}` } }, ["s:t"]],
  ["the same twice", { form: { secret: "s" }, query: { secret: "s" } }, ["s"]],
  ["a secret of a step", { before: [{ method: "GET", path: "/", headers: { "x-api-key": "s" } }] }, ["s"]],
])("a secret that a wire sends as it is: %s", (_, otherwise, values) => {
  expect(valuesOf(otherwise)).toEqual(values);
});
