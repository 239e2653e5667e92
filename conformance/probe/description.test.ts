import { describe, expect, it } from "vitest";
import { operationsIn, parseDescription } from "./description.ts";

const text = (properties: object) => ({ type: "object", properties });
const json = (schema: object) => ({ requestBody: { content: { "application/json": { schema } } } });
const described = (document: object) => operationsIn(parseDescription(JSON.stringify(document)) ?? {});

describe("a description", () => {
  it("names the operations of a session, and what they are sent", () => {
    const document = {
      openapi: "3.1.0",
      servers: [{ url: "/api" }],
      components: {
        schemas: { User: text({ email: { type: "string" }, secret: { type: "string" }, age: { type: "integer" } }) },
      },
      paths: {
        "/auth/sign-in": {
          post: json(text({ user: { ...text({}), $ref: "#/components/schemas/User" }, kind: { const: "web" } })),
        },
        "/auth/renew": { put: json(text({ rt: { type: "string" } })) },
        "/auth/sign-out": { delete: {} },
        "/users/me": { get: {} },
        "/users/{id}/session": { get: {} },
        "/tokens": { post: json(text({ amount: { type: "string" } })) },
      },
    };
    expect(described(document)).toEqual({
      login: [
        {
          method: "POST",
          path: "/api/auth/sign-in",
          json: { user: { email: "{username}", secret: "{password}" }, kind: "web" },
        },
      ],
      refresh: [{ method: "PUT", path: "/api/auth/renew", json: { rt: "{refreshToken}" } }],
      logout: [{ method: "DELETE", path: "/api/auth/sign-out" }],
      session: [{ method: "GET", path: "/api/users/me" }],
    });
  });

  it("may have forms, with values that are the only ones", () => {
    const properties = {
      grant_type: { pattern: "^password$" },
      username: {},
      password: {},
      client_id: {},
      scope: { default: "" },
    };
    const requestBody = { content: { "application/x-www-form-urlencoded": { schema: text(properties) } } };
    expect(described({ paths: { "/token": { post: { requestBody } } } }).login).toEqual([
      {
        method: "POST",
        path: "/token",
        form: { grant_type: "password", username: "{username}", password: "{password}" },
      },
    ]);
  });

  it("may be of Swagger 2", () => {
    const parameters = [{ in: "body", schema: text({ login: { type: "string" }, password: { type: "string" } }) }];
    expect(
      described({ swagger: "2.0", basePath: "/v1/", paths: { "/session": { post: { parameters } } } }).login,
    ).toEqual([{ method: "POST", path: "/v1/session", json: { login: "{username}", password: "{password}" } }]);
  });

  it("that refers to itself has an end", () => {
    const schemas = {
      Loop: text({ password: { type: "string" }, inner: { ...text({}), $ref: "#/components/schemas/Loop" } }),
    };
    const paths = { "/login": { post: json({ $ref: "#/components/schemas/Loop" }) } };
    expect(JSON.stringify(described({ components: { schemas }, paths }).login).length).toBeLessThan(400);
  });

  it.each(["<html>", "", "[1]", "{}", "a: b: c", '{"paths":7}'])("is not %j", (other) => {
    expect(parseDescription(other)).toBeUndefined();
  });
});
