import { describe, expect, it } from "vitest";
import { lines } from "../../testing/stream-exchanges.ts";
import { repeats } from "./after-errors.ts";
import { areInTheirPlaces, isInItsPlace, mirrorsItsId, nothingMore } from "./answers.ts";
import { showsTraceAnywhere } from "./bad-input.ts";
import { namesItsCommand } from "./envelopes.ts";
import { isHeldUp } from "./isolation.ts";
import { echoesSecrets } from "./secrets.ts";
import { areLines, hasItsShape } from "./shape.ts";

const ping = (id?: unknown) => ({
  body: JSON.stringify({ name: "system/ping", command: {}, ...(id !== undefined && { message_id: id }) }),
});
const pong = (id?: unknown) => ({
  body: JSON.stringify({ name: "system/pong", message: {}, ...(id !== undefined && { message_id: id }) }),
});

describe("the id of an answer", () => {
  it.each([
    ["one", "one"],
    ["", ""],
    [undefined, undefined],
    ["e\u0301\u2028", "e\u0301\u2028"],
  ])("is that of its command: %j", (sent, back) => {
    expect(mirrorsItsId(lines({ request: ping(sent), response: pong(back) }))).toEqual([]);
  });

  it.each([
    ["one", undefined],
    ["one", "two"],
    ["", undefined],
    ["é", "e\u0301"],
    ["7", 7],
    [undefined, "one"],
    [undefined, null],
  ])("is not that of its command: %j and %j", (sent, back) => {
    expect(mirrorsItsId(lines({ request: ping(sent), response: pong(back) }))).toHaveLength(1);
  });

  it("is not there where nothing came, or no envelope", () => {
    const error = { code: "closed", message: "gone" } as const;
    expect(mirrorsItsId(lines({ error, outcome: "unanswered" }))).toHaveLength(1);
    expect(mirrorsItsId(lines({ response: { body: "[]" } }))).toHaveLength(1);
  });
});

describe("an answer in its place", () => {
  it("has the outcome of its command, and the id or none", () => {
    expect(isInItsPlace(lines({ request: ping("one"), response: pong("one") }), "pong")).toEqual([]);
    expect(isInItsPlace(lines({ request: ping("one"), response: pong() }), "pong")).toEqual([]);
  });

  it("has no other outcome, and no other command's id", () => {
    expect(isInItsPlace(lines({ outcome: "failure" }), "pong")).toHaveLength(1);
    expect(isInItsPlace(lines({ request: ping("one"), response: pong("two") }), "pong")).toHaveLength(1);
    expect(isInItsPlace(lines({ request: ping(), response: pong("two") }), "pong")).toHaveLength(1);
  });

  it("is one of as many as there are outcomes", () => {
    expect(areInTheirPlaces([lines(), lines()], ["pong", "pong"])).toEqual([]);
    expect(areInTheirPlaces([lines(), lines()], ["pong"])).toHaveLength(1);
  });
});

describe("what comes when nothing is asked any more", () => {
  const came = (body: string, pushed: readonly string[] = []) =>
    nothingMore(lines({ outcome: "line", response: { body, pushed } }));

  it("may be a push, or nothing", () => {
    expect(came("")).toEqual([]);
    expect(came('{"name":"communication/message","message":{}}')).toEqual([]);
  });

  it.each(['{"name":"system/pong","message":{}}', '{"name":"push","message":{},"message_id":""}', "text", "[]"])(
    "is no answer: %s",
    (line) => {
      expect(came(line)).toHaveLength(1);
      expect(came("", [line])).toHaveLength(1);
    },
  );
});

describe("an outcome that names a command", () => {
  const outcome = (command: unknown) =>
    namesItsCommand(lines({ outcome: "failure", taken: command === undefined ? {} : { command } }));

  it("names the one that was sent", () => {
    expect(outcome("system/ping")).toEqual([]);
    expect(outcome("ping")).toHaveLength(1);
    expect(outcome(undefined)).toHaveLength(1);
    expect(namesItsCommand(lines({ outcome: "error" }))).toEqual([]);
  });
});

describe("what a line says", () => {
  const mark = "authmark0123456789abcdef01234567";
  const about = (request: string, body: string) => lines({ request: { body: request }, response: { body } });

  it("is found to repeat a part of what was sent, in whatever case", () => {
    expect(repeats(about(mark, '{"name":"system/error"}'))).toEqual([]);
    expect(repeats(about(mark, "Unexpected token 'a', \"authmark01\"... is not JSON"))).toHaveLength(1);
    expect(repeats(about(mark, "no ABCDEF01 here"))).toHaveLength(1);
  });

  it("is found to repeat a secret, also in a push, unless it issues that", () => {
    const sent = { password: "Secret7890" };
    expect(echoesSecrets(lines({ sent }))).toEqual([]);
    expect(echoesSecrets(lines({ sent, response: { body: "no Secret7890" } }))).toHaveLength(1);
    expect(echoesSecrets(lines({ sent, response: { pushed: ["no Secret7890"] } }))).toHaveLength(1);
    expect(echoesSecrets(lines({ sent, taken: { code: "Secret7890" }, response: { body: "Secret7890" } }))).toEqual([]);
  });

  it("is found to show a trace, also in a push", () => {
    const trace = '{"reason":"Traceback (most recent call last):\\n  File"}';
    expect(showsTraceAnywhere(lines())).toEqual([]);
    expect(showsTraceAnywhere(lines({ response: { body: trace } }))).toHaveLength(1);
    expect(showsTraceAnywhere(lines({ response: { pushed: [trace] } }))).toHaveLength(1);
  });
});

describe("how a line is written", () => {
  it("is one object of JSON, with blanks and more members where somebody likes that", () => {
    expect(areLines(lines({ response: { body: ' {"name":"system\\/pong", "message":{},"at":7}\t' } }))).toEqual([]);
    expect(areLines(lines({ request: { body: "GET / HTTP/1.1\r\n" }, response: { body: "HTTP/1.1 400" } }))).toEqual(
      [],
    );
  });

  it.each(["[]", "text", "", '{"name":', '{"name":"\ufffd"}'])("is nothing else: %j", (body) => {
    expect(areLines(lines({ response: { body } }))).toHaveLength(1);
    expect(areLines(lines({ response: { pushed: [body] } }))).toHaveLength(1);
  });

  it("ends", () => {
    expect(areLines(lines({ response: { unterminated: true } }))).toHaveLength(1);
  });

  it("is what the command declares", () => {
    const answered = (body: unknown) => hasItsShape(lines({ response: { body: JSON.stringify(body) } }));
    expect(answered({ name: "system/pong", message: { more: 1 }, more: 1 })).toEqual([]);
    expect(answered({ name: "system/failure", message: { command: "system/ping", reason: "" } })).toEqual([]);
    expect(answered({ name: "system/failure", message: { reason: "" } })).toHaveLength(1);
    expect(answered({ name: "system/pong" })).toHaveLength(1);
    expect(answered({ name: "system/pong", message: {}, message_id: null })).toHaveLength(1);
    expect(answered({ name: "system/success", message: { command: "system/ping" } })).toHaveLength(1);
    expect(answered({ name: "toString", message: {} })).toHaveLength(1);
  });
});

it("an answer that comes much later than alone is held up", () => {
  expect(isHeldUp(lines({ durationMs: 2000 }), "pong", 10)).toEqual([]);
  expect(isHeldUp(lines({ durationMs: 4000 }), "pong", 10)).toHaveLength(1);
  expect(isHeldUp(lines({ durationMs: 4000 }), "pong", 2000)).toEqual([]);
  expect(isHeldUp(lines({ outcome: "unanswered" }), "pong", 10)).toHaveLength(1);
});
