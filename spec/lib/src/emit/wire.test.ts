import { describe, expect, test } from "vitest";
import type { Document, Operation, Schema } from "./document.ts";
import { deriveWire } from "./wire.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const one = (name: string, schema: Schema): Schema => ({ type: "object", properties: { [name]: schema } });
const json = (schema: Schema) => ({ content: { "application/json": { schema } } });
const text: Schema = { type: "string" };

const schemas: Record<string, Schema> = {
  Token: { ...text, format: "password" },
  Session: { type: "object", properties: { token: { ...ref("Token"), "x-role": "accessToken" }, until: text } },
  Login: { type: "object", properties: { user: { ...text, "x-role": "username" }, password: ref("Token") } },
  Answer: { anyOf: [one("Success", ref("Session")), { enum: ["Failure", "BadRequest"] }] },
  Sent: { anyOf: [one("Delivered", { type: "array", items: ref("Session") }), { enum: ["Duplicate"] }] },
  Status: { enum: ["Known", "Unknown"] },
};

/** The wire of one operation that asks `POST /ask`. */
function wireOf(operation: Partial<Operation>, components = schemas): Record<string, unknown> {
  const ask = { operationId: "ask", parameters: [], responses: {}, ...operation };
  const securitySchemes = { BearerAuth: { type: "http", scheme: "Bearer" }, ApiKey: { type: "apiKey" } };
  const document: Document = { paths: { "/ask": { post: ask } }, components: { schemas: components, securitySchemes } };
  return deriveWire(document) as Record<string, unknown>;
}
const asked = (operation: Partial<Operation>) => (wireOf(operation)["operations"] as Record<string, unknown>)["ask"];
const answering = (schema: Schema) => asked({ responses: { "200": json(schema), "4XX": json(ref("Status")) } });

test("a request is spelt with the roles of what it carries", () => {
  const operation = asked({
    security: [{ BearerAuth: [] }],
    parameters: [
      { name: "page", in: "query", required: false, schema: text },
      { name: "of", in: "query", required: true, schema: { ...text, "x-role": "username" } },
    ],
    requestBody: { required: true, ...json(ref("Login")) },
  });
  expect(operation).toEqual({
    method: "POST",
    path: "/ask",
    headers: { authorization: "Bearer {accessToken}" },
    query: { page: "{page}", of: "{username}" },
    json: { user: "{username}", password: "{password}" },
    outcomes: {},
    take: {},
  });
});

test("an externally tagged union has an outcome a variant, and its values by their roles", () => {
  expect(answering(ref("Answer"))).toMatchObject({
    outcomes: {
      success: { status: "200", at: "/Success" },
      failure: { status: "200", at: "", equals: "Failure" },
      badRequest: { status: "200", at: "", equals: "BadRequest" },
    },
    take: { accessToken: { at: "/Success/token" }, until: { at: "/Success/until" } },
  });
});

test("a union within a union has its outcomes where it is, and a list is one value", () => {
  expect(answering({ anyOf: [one("Success", ref("Sent")), { enum: ["Unauthorized"] }] })).toMatchObject({
    outcomes: {
      delivered: { status: "200", at: "/Success/Delivered" },
      duplicate: { status: "200", at: "/Success", equals: "Duplicate" },
      unauthorized: { status: "200", at: "", equals: "Unauthorized" },
    },
    take: { delivered: { at: "/Success/Delivered" } },
  });
});

test("a union of texts alone has an outcome a text, at the top and below a tag", () => {
  const known = (at: string) => ({
    known: { status: "200", at, equals: "Known" },
    unknown: { status: "200", at, equals: "Unknown" },
  });
  expect(answering(ref("Status"))).toMatchObject({ outcomes: known(""), take: {} });
  expect(answering({ anyOf: [one("Success", ref("Status"))] })).toMatchObject({
    outcomes: known("/Success"),
    take: {},
  });
});

test("a response that is no union is the outcome success", () => {
  expect(answering(ref("Session"))).toMatchObject({
    outcomes: { success: { status: "200" } },
    take: { accessToken: { at: "/token" }, until: { at: "/until" } },
  });
  expect(asked({ responses: { "204": {} } })).toMatchObject({ outcomes: { success: { status: "204" } }, take: {} });
});

test("a field with a role is a value, and one that is a JWT tells its lifetime as well", () => {
  const jwt = { ...text, format: "password", "x-role": "accessToken", "x-lifetime-role": "expiresIn" };
  const headers = {
    "cache-control": { required: true, schema: { type: "string", const: "no-store" } },
    "x-token": { required: true, schema: { $ref: "#/components/schemas/Jwt" } },
  };
  const responses = { "204": { headers } };
  expect(wireOf({ responses }, { Jwt: jwt })).toMatchObject({
    secrets: ["accessToken"],
    operations: {
      ask: { take: { accessToken: { header: "x-token" }, expiresIn: { header: "x-token", as: "jwt" } } },
    },
  });
});

test("a JWT in a body tells its lifetime where it is", () => {
  const token = { ...text, "x-role": "accessToken", "x-lifetime-role": "expiresIn" };
  expect(answering({ type: "object", properties: { token } })).toMatchObject({
    take: { accessToken: { at: "/token" }, expiresIn: { at: "/token", as: "jwt" } },
  });
});

test("an object with a role is one value, so that two of one kind can be told apart", () => {
  const properties = { from: { ...ref("Session"), "x-role": "old" }, to: { ...ref("Session"), "x-role": "new" } };
  expect(answering({ type: "object", properties })).toMatchObject({
    take: { old: { at: "/from" }, new: { at: "/to" } },
  });
});

test("a redirect is a success, and the parameters of a URI with a meaning are values of their own", () => {
  const uri = { ...text, "x-role": "uri", "x-carries": [{ name: "client_id", role: "clientId" }, { name: "state" }] };
  const headers = { location: { required: true, schema: { $ref: "#/components/schemas/Uri" } } };
  expect(wireOf({ responses: { "302": { headers } } }, { Uri: uri })).toMatchObject({
    operations: {
      ask: {
        outcomes: { success: { status: "3xx" } },
        take: {
          uri: { header: "location" },
          clientId: { header: "location", parameter: "client_id" },
          state: { header: "location", parameter: "state" },
        },
      },
    },
  });
});

test("cookies are values whether a success always sets them or not, and one that is a JWT tells its lifetime", () => {
  const cookies = {
    "x-set-cookies": [{ name: "jwt", role: "accessToken" }, { name: "old" }],
    "x-may-set-cookies": [{ name: "refresh", role: "refreshToken" }],
  };
  const jwt = { ...text, "x-role": "accessToken", "x-lifetime-role": "expiresIn" };
  expect(wireOf(cookies, { Jwt: jwt })).toMatchObject({
    operations: {
      ask: {
        take: {
          accessToken: { cookie: "jwt" },
          expiresIn: { cookie: "jwt", as: "jwt" },
          refreshToken: { cookie: "refresh" },
        },
      },
    },
  });
});

test("a value that a success may be without is marked: a member, a field or a cookie that it need not have, and another variant's", () => {
  const jwt = { ...text, "x-role": "accessToken", "x-lifetime-role": "expiresIn" };
  const uri = { ...text, "x-role": "uri", "x-carries": [{ name: "code" }] };
  const body: Schema = { type: "object", properties: { name: text, to: ref("Uri") }, required: ["name"] };
  const header = (role: string, required: boolean) => ({ required, schema: { ...text, "x-role": role } });
  const headers = { "x-always": header("always", true), "x-perhaps": header("perhaps", false) };
  const responses = { "200": { ...json(body), headers } };
  const cookies = {
    "x-set-cookies": [{ name: "id", role: "id" }],
    "x-may-set-cookies": [{ name: "jwt", role: "accessToken" }],
  };
  expect(wireOf({ responses, ...cookies }, { Jwt: jwt, Uri: uri })).toMatchObject({
    operations: { ask: { mayLack: ["uri", "code", "perhaps", "accessToken", "expiresIn"] } },
  });
  const union: Schema = { anyOf: [one("Success", { ...body, required: ["name", "to"] }), one("Bad", text)] };
  expect(wireOf({ responses: { "200": json(union) } }, { Uri: uri })).toMatchObject({
    operations: { ask: { mayLack: ["bad"] } },
  });
});

test("a path is spelt with the roles of its parameters", () => {
  const parameters = [
    { name: "user_id", in: "path" as const, required: true, schema: { ...text, "x-role": "username" } },
    { name: "part", in: "path" as const, required: true, schema: text },
  ];
  const get = { operationId: "ask", parameters, responses: {} };
  const document: Document = { paths: { "/users/{user_id}/{part}": { get } }, components: { schemas: {} } };
  expect(deriveWire(document)).toMatchObject({ operations: { ask: { path: "/users/{username}/{part}" } } });
});

test("secrets are named wherever they are: deep, nullable, in a list", () => {
  const nullable = { anyOf: [ref("Token"), { type: "null" }] };
  const deep = one("outer", { type: "array", items: one("codes", { type: "array", items: ref("Token") }) });
  expect(
    wireOf({}, { Token: { ...text, format: "password" }, A: one("refresh", nullable), B: deep, C: one("name", text) }),
  ).toMatchObject({ secrets: ["codes", "refresh"] });
});

describe("no wire is derived from", () => {
  const form = { required: true, content: { "application/x-www-form-urlencoded": { schema: ref("Login") } } };
  test.each<[name: string, operation: Partial<Operation>, message: string]>([
    ["another scheme than Bearer", { security: [{ ApiKey: [] }] }, "ApiKey: only bearer tokens"],
    ["a form", { requestBody: form }, "ask: a body of application/x-www-form-urlencoded"],
    ["a body that is no object", { requestBody: { required: true, ...json(text) } }, "ask: a body that is no object"],
    ["a header", { parameters: [{ name: "a", in: "header", required: true, schema: text }] }, "the header parameter a"],
    [
      "a union without tags",
      { responses: { "200": json({ anyOf: [ref("Session"), text] }) } },
      "not externally tagged",
    ],
    [
      "one outcome at two places",
      { responses: { "200": json({ anyOf: [one("Success", ref("Answer"))] }), "201": json(ref("Answer")) } },
      "success is at two places",
    ],
    [
      "one value at two places",
      { responses: { "200": json({ type: "object", properties: { a: ref("Session"), b: ref("Session") } }) } },
      "accessToken is at two places",
    ],
  ])("%s", (_, operation, message) => {
    expect(() => wireOf(operation)).toThrow(message);
  });
});
