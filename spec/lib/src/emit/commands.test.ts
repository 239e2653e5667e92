import { describe, expect, test } from "vitest";
import { commands, GetTokenCommand, RequestEnvelope, ResponseEnvelope } from "../../../../generated/angen/schemas.ts";
import { lineOf, streamOf } from "../testing/streams.ts";
import { commandsOf, isStream, withoutOperations } from "./commands.ts";
import type { Document, Operation, Schema } from "./document.ts";

const text: Schema = { type: "string" };
const answered = (schema: Schema): Operation["responses"] => ({
  "200": { content: { "application/json": { schema } } },
});

test("a service is a line protocol if its operations are commands", () => {
  expect(isStream(streamOf())).toBe(true);
  expect(isStream(withoutOperations(streamOf()))).toBe(false);
});

describe("nothing is generated from a command", () => {
  const mixed = streamOf();
  mixed.paths["/tell"] = { post: { operationId: "tell", parameters: [], responses: {} } };

  test("beside a request of HTTP", () => {
    expect(() => commandsOf(mixed)).toThrow("tell is no @command, and others are.");
  });

  test("that answers by status", () => {
    const responses = { ...answered({ anyOf: [] }), "4XX": {} };
    expect(() => commandsOf(streamOf({ responses }))).toThrow(
      "ask: a command is answered by messages, and has no statuses.",
    );
  });

  const unnamed: Schema = { type: "object", properties: { command: text } };
  test.each<[string, string, Document]>([
    ["whose envelope has no name of its own", "command", streamOf({}, { AskRequest: unnamed })],
    ["that stands in no envelope", "command", streamOf({}, { AskRequest: lineOf("demo/ask", "message", text) })],
    ["whose answer is no component", "message", streamOf({ responses: answered(lineOf("told", "message", text)) })],
  ])("%s", (_, member, document) => {
    expect(() => commandsOf(document)).toThrow(
      `ask: a line is a named envelope with a name of its own and a ${member}.`,
    );
  });
});

describe("angen's validators", () => {
  const command = { name: "teifion", password: "password1", user_agent: "application name" };
  const line = { name: "auth/get_token", command, message_id: "" };

  test("let members pass that they do not know, and drop them", () => {
    const more = { ...line, other: 1, command: { ...command, other: { $ne: null } } };
    expect(commands.getToken.request.parse(more)).toEqual(line);
    expect(RequestEnvelope.parse(more)).toEqual({ ...more, other: undefined });
  });

  test.each<[string, unknown]>([
    ["no object", [line]],
    ["no name", { command }],
    ["another command's name", { ...line, name: "auth/login" }],
    ["a command that is a list", { ...line, command: [command] }],
    ["no command", { name: line.name }],
    ["a number for a message_id", { ...line, message_id: 1 }],
    ["null for a message_id", { ...line, message_id: null }],
  ])("refuse a line with %s", (_, value) => {
    expect(commands.getToken.request.safeParse(value).success).toBe(false);
  });

  test.each([
    ["null", null],
    ["a list", ["password1"]],
    ["an object", { $ne: null }],
    ["nothing", undefined],
  ])("refuse %s for a password", (_, password) => {
    expect(GetTokenCommand.safeParse({ ...command, password }).success).toBe(false);
  });

  test("know every answer of every command, and no other", () => {
    const answers = Object.values(commands).map(({ name, responses }) => [name, Object.keys(responses)[0]]);
    expect(Object.fromEntries(answers)).toEqual({
      "auth/get_token": "auth/token",
      "auth/login": "auth/logged_in",
      "auth/renew": "auth/token",
      "connections/whoami": "connections/youare",
      "connections/disconnect": "system/success",
      "system/ping": "system/pong",
      "account/register": "account/registered",
      "account/change_password": "system/success",
      "account/revoke_tokens": "system/success",
    });
    const failure = { name: "system/failure", message: { command: "auth/login", reason: "Bad token" } };
    expect(commands.login.responses["system/failure"].parse(failure)).toEqual(failure);
    expect(commands.login.responses["auth/logged_in"].safeParse(failure).success).toBe(false);
    expect(ResponseEnvelope.parse(failure)).toEqual(failure);
  });
});
