import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isHttp, Malformed, messageIdOf, parseLine, validate } from "./request.ts";

describe("a line", () => {
  it("is JSON", () => {
    expect(parseLine({ text: ' {"a": [1]} ' })).toEqual({ a: [1] });
  });

  it.each([
    [{ text: "secret" }, "The line is not JSON."],
    [{ text: '{"a": 1} {"b": 2}' }, "The line is not JSON."],
    [{ text: '\u{feff}{"a": 1}' }, "The line is not JSON."],
    [{ fault: "tooLong" } as const, "The line is too long."],
    [{ fault: "notUtf8" } as const, "The line is not UTF-8."],
  ])("like %j is refused, and not quoted", (line, message) => {
    expect(() => parseLine(line)).toThrow(new Malformed(message));
  });

  it.each(["GET / HTTP/1.1", "POST /a?b HTTP/1.0", "PRI * HTTP/2.0", "Host: a:1", "host:a"])(
    "like %j is of an HTTP request",
    (text) => {
      expect(isHttp({ text })).toBe(true);
    },
  );

  it.each(["{}", "GET /", "hello", '{"name": "GET / HTTP/1.1"}', "Content-Type: text/plain"])(
    "like %j is not",
    (text) => {
      expect(isHttp({ text })).toBe(false);
    },
  );
});

describe("the id of a request", () => {
  it.each([
    [{ message_id: "1" }, "1"],
    [{ message_id: "" }, ""],
    [{ message_id: 1 }, undefined],
    [{ message_id: null }, undefined],
    [{}, undefined],
    [[], undefined],
    [null, undefined],
    ["1", undefined],
    [JSON.parse('{"__proto__": {"message_id": "1"}}'), undefined],
  ])("%j is %j", (request, id) => {
    expect(messageIdOf(request)).toBe(id);
  });
});

it("what is of another shape is refused by its place, and not quoted", () => {
  const schema = z.object({ command: z.object({ password: z.string() }) });
  const refused = () => validate(schema, { command: { password: ["secret"] } }, "request");
  expect(refused).toThrow(new Malformed("The request is wrong at /command/password."));
  expect(validate(schema, { command: { password: "secret", more: 1 } }, "request")).toEqual({
    command: { password: "secret" },
  });
});
