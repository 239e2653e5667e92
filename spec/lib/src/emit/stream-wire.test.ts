import { expect, test } from "vitest";
import { lineOf, streamOf } from "../testing/streams.ts";
import type { Schema } from "./document.ts";
import { deriveStreamWire } from "./stream-wire.ts";

const text: Schema = { type: "string" };

test("a command is spelt with the roles of what it carries, and its outcomes by the names of their messages", () => {
  expect(deriveStreamWire(streamOf())).toEqual({
    transport: "stream",
    secrets: ["identifierCode"],
    operations: {
      ask: {
        name: "demo/ask",
        send: { identifierCode: "/code", by: "/by" },
        outcomes: {
          youAre: {
            name: "demo/you_are",
            take: {
              name: { at: "/user/name" },
              expiresAt: { at: "/user/seen" },
              accessExpiresIn: { at: "/user/seen", as: "iso8601" },
            },
          },
          failure: { name: "system/failure", take: { reason: { at: "/reason" } } },
        },
      },
    },
  });
});

test("an empty command sends nothing, and an empty message yields nothing", () => {
  const empty: Schema = { type: "object" };
  expect(deriveStreamWire(streamOf({}, { Ask: empty, Told: empty }))).toMatchObject({
    operations: { ask: { send: {}, outcomes: { youAre: { name: "demo/you_are" } } } },
  });
});

test("a value that a message may be without is marked, also where it is the object around it that may be missing", () => {
  const inner: Schema = { type: "object", properties: { a: text, b: text }, required: ["a"] };
  const told = (required: string[]): Schema => ({ type: "object", properties: { inner, c: text }, required });
  const marked = (required: string[]) => deriveStreamWire(streamOf({}, { Told: told(required) }));
  expect(marked(["inner", "c"])).toMatchObject({ operations: { ask: { outcomes: { youAre: { mayLack: ["b"] } } } } });
  expect(marked([])).toMatchObject({ operations: { ask: { outcomes: { youAre: { mayLack: ["a", "b", "c"] } } } } });
});

test.each([
  ["values", { Failure: { type: "object", properties: { a: { ...text, "x-role": "b" }, b: text } } }, "b"],
  ["outcomes", { ToldResponse: lineOf("demo/failure", "message", text) }, "failure"],
] as const)("two %s of one command are not told apart by their place alone", (_, components, name) => {
  expect(() => deriveStreamWire(streamOf({}, components))).toThrow(
    `${name} is at two places of one command: name them apart, by a @role.`,
  );
});
