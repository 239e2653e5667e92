import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Parser } from "@asyncapi/parser";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { streamOf } from "../testing/streams.ts";
import { describeStream } from "./asyncapi.ts";

const ANGEN = join(import.meta.dirname, "..", "..", "..", "..", "generated", "angen", "angen.asyncapi.yaml");
const WARNING = 1;

/** What AsyncAPI's own parser has against a document, from warnings on. */
async function objectionsTo(text: string): Promise<string[]> {
  const diagnostics = await new Parser().validate(text);
  return diagnostics.filter(({ severity }) => severity <= WARNING).map(({ message }) => message);
}

test("angen's document is AsyncAPI 3, and one with a message that is nowhere is not", { timeout: 60_000 }, async () => {
  const text = readFileSync(ANGEN, "utf8");
  expect(parse(text).asyncapi).toMatch(/^3\./);
  expect(await objectionsTo(text)).toEqual([]);
  const broken = parse(text);
  delete broken.components.messages.TokenResponse;
  expect(await objectionsTo(stringify(broken, { aliasDuplicateObjects: false }))).not.toEqual([]);
});

test("a command is an operation that the server receives, and its answers come on the same channel", () => {
  const described = describeStream(streamOf({ description: "More of it.", "x-requirements": ["demo.tells"] }));
  const onChannel = (name: string) => ({ $ref: `#/channels/connection/messages/${name}` });
  const channel = { $ref: "#/channels/connection" };
  expect(described).toMatchObject({
    info: { title: "demo", license: { name: "Apache-2.0" } },
    servers: { tls: { host: "{host}:{port}", protocol: "tls", variables: { host: { default: "localhost" } } } },
    channels: { connection: { address: null, messages: { AskRequest: { $ref: "#/components/messages/AskRequest" } } } },
    operations: {
      ask: {
        action: "receive",
        channel,
        summary: "Asks",
        description: "More of it.",
        messages: [onChannel("AskRequest")],
        reply: { channel, messages: [onChannel("ToldResponse"), onChannel("FailureResponse")] },
        "x-requirements": ["demo.tells"],
      },
    },
    components: {
      messages: {
        AskRequest: {
          name: "demo/ask",
          summary: "Asks who it is.",
          correlationId: { location: "$message.payload#/message_id" },
          payload: { $ref: "#/components/schemas/AskRequest" },
        },
      },
    },
  });
});

test("a server without a scheme is no server of a line protocol", () => {
  const document = { ...streamOf(), servers: [{ url: "localhost" }] };
  expect(() => describeStream(document)).toThrow("The server localhost has no scheme to say its protocol.");
});
