import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { defaults } from "../config.ts";
import { createEnv } from "../env.ts";
import type { Handlers } from "./command.ts";
import type { Wire } from "./connection.ts";
import { implement } from "./implement.ts";

const envelope = <Schema extends z.ZodType>(name: string, command: Schema) =>
  z.object({ name: z.literal(name), command, message_id: z.string().exactOptional() });
const message = <const Name extends string, Schema extends z.ZodType>(name: Name, schema: Schema) =>
  z.object({ name: z.literal(name), message: schema, message_id: z.string().exactOptional() });
const failure = message("system/failure", z.object({ reason: z.string() }));
const table = {
  upper: {
    name: "test/upper",
    request: envelope("test/upper", z.object({ text: z.string() })),
    responses: { "test/text": message("test/text", z.object({ text: z.string() })), "system/failure": failure },
  },
  leave: {
    name: "test/leave",
    request: envelope("test/leave", z.object({})),
    responses: { "system/failure": failure },
  },
} as const;

const log = { info: vi.fn(), error: vi.fn() };
const good: Handlers<typeof table> = {
  upper: async ({ command: { text } }) => ({ name: "test/text", message: { text: text.toUpperCase() } }),
  leave: async () => ({ name: "system/failure", message: { reason: "no" }, closes: "connection" }),
};
beforeEach(() => vi.clearAllMocks());

/** A connection to handlers, and what is sent on it and how often it is ended. */
function connect(handlers: Handlers<typeof table> = good, env = createEnv({ ...defaults, rateLimit: "off" }, log)) {
  const sent: string[] = [];
  const finish = vi.fn();
  const wire: Wire = {
    address: "192.0.2.1",
    send: async (text) => {
      sent.push(text);
    },
    finish,
  };
  const { take, close } = implement(table, handlers, env)(wire);
  const answer = async (request: unknown) => {
    await take({ text: typeof request === "string" ? request : JSON.stringify(request) });
    return sent.splice(0).map((line) => JSON.parse(line));
  };
  return { sent, finish, take, close, answer };
}

const request = { name: "test/upper", command: { text: "a\nb" } };
const upper = { name: "test/text", message: { text: "A\nB" } };

describe("a command", () => {
  it("is answered with one line of JSON", async () => {
    const { take, sent } = connect();
    await take({ text: JSON.stringify(request) });
    expect(sent).toEqual([`${JSON.stringify(upper)}\n`]);
    expect(log.info.mock.calls).toEqual([[{ answer: "test/text", ms: expect.any(Number) }, "command"]]);
  });

  it("is told by its message_id, where it has one", async () => {
    const { answer } = connect();
    for (const message_id of ["", "1"])
      expect(await answer({ ...request, message_id })).toEqual([{ ...upper, message_id }]);
    expect(await answer({ name: "test/leave", command: {}, message_id: "2" })).toMatchObject([{ message_id: "2" }]);
  });

  it("may have members that nobody knows", async () => {
    expect(await connect().answer({ ...request, command: { text: "a\nb", more: [] }, more: 1 })).toEqual([upper]);
  });

  it("ends the connection where its answer says so, and after it", async () => {
    const { answer, finish } = connect();
    expect(await answer({ name: "test/leave", command: {} })).toHaveLength(1);
    expect(finish).toHaveBeenCalledOnce();
  });
});

describe("what is no command", () => {
  it.each<[unknown, string | undefined]>([
    ["secret", undefined],
    [[request], undefined],
    ["null", undefined],
    [{ ...request, name: 1, message_id: "1" }, "1"],
    [{ ...request, name: "test/secret", message_id: "" }, ""],
    [{ ...request, name: "toString" }, undefined],
    [{ ...request, name: "__proto__" }, undefined],
    [{ name: "test/upper", message_id: "1" }, "1"],
    [{ ...request, command: [], message_id: "1" }, "1"],
    [{ ...request, command: null }, undefined],
    [{ ...request, message_id: 1 }, undefined],
    [{ ...request, message_id: null }, undefined],
    [{ ...request, command: {}, message_id: "1" }, "1"],
    [{ ...request, command: { text: ["secret"] }, message_id: "1" }, "1"],
  ])("is an error that quotes nothing, and the next is served: %j", async (wrong, message_id) => {
    const { answer, finish } = connect();
    const answers = await answer(wrong);
    const id = message_id === undefined ? {} : { message_id };
    expect(answers).toEqual([{ name: "system/error", message: { reason: expect.any(String) }, ...id }]);
    expect(JSON.stringify(answers)).not.toContain("secret");
    expect(await answer(request)).toEqual([upper]);
    expect([finish.mock.calls, log.error.mock.calls]).toEqual([[], []]);
  });

  it("is not answered where the line is empty", async () => {
    expect(await connect().answer("")).toEqual([]);
  });

  it("ends the connection unanswered where it is HTTP", async () => {
    const { answer, finish } = connect();
    expect(await answer("POST / HTTP/1.1")).toEqual([]);
    expect(finish).toHaveBeenCalledOnce();
  });
});

describe("a handler", () => {
  const fault = { name: "system/error", message: { reason: "The server is at fault; its log says why." } };

  it.each([
    ["throws", () => Promise.reject(new Error("disk full")), "disk full"],
    ["answers what it does not declare", async () => ({ name: "test/other", message: {} }), "test/other"],
    ["answers in another shape", async () => ({ name: "test/text", message: {} }), "ZodError"],
  ])("that %s is a fault of the server, which only its log explains", async (_, handler, reason) => {
    const upper = handler as unknown as typeof good.upper;
    expect(await connect({ ...good, upper }).answer({ ...request, message_id: "1" })).toEqual([
      { ...fault, message_id: "1" },
    ]);
    expect(log.error.mock.calls).toEqual([[{ fault: expect.stringContaining(reason) }, expect.any(String)]]);
  });
});

it("a client that asks too often waits", async () => {
  const clock = { at: 0, now: () => clock.at };
  const waits: number[] = [];
  const env = createEnv({ ...defaults, rateLimit: { burst: 1, perSecond: 10 } }, log, (made) => ({
    ...made,
    clock,
    timers: {
      after(milliseconds, action) {
        waits.push(milliseconds);
        clock.at += milliseconds;
        action();
        return () => {};
      },
    },
  }));
  const { answer } = connect(good, env);
  for (const _ of [1, 2, 3]) expect(await answer(request)).toEqual([upper]);
  expect(waits).toEqual([100, 100]);
});
