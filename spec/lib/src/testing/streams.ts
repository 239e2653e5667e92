import type { Document, Operation, Schema } from "../emit/document.ts";

const text: Schema = { type: "string" };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** A line as its component describes it: the envelope's name, and what it holds. */
export function lineOf(name: string, member: "command" | "message", content: Schema): Schema {
  return { type: "object", properties: { name: { enum: [name] }, [member]: content, message_id: text } };
}

const schemas: Record<string, Schema> = {
  Code: { ...text, format: "password", "x-role": "identifierCode" },
  Until: { ...text, format: "date-time", "x-role": "expiresAt", "x-lifetime-role": "accessExpiresIn" },
  Ask: { type: "object", description: "Asks who it is.", properties: { code: ref("Code"), by: text } },
  Told: {
    type: "object",
    properties: {
      user: { type: "object", properties: { name: text, seen: ref("Until") }, required: ["name", "seen"] },
    },
    required: ["user"],
  },
  Failure: { type: "object", properties: { reason: text }, required: ["reason"] },
  AskRequest: lineOf("demo/ask", "command", ref("Ask")),
  ToldResponse: lineOf("demo/you_are", "message", ref("Told")),
  FailureResponse: lineOf("system/failure", "message", ref("Failure")),
};

const json = (schema: Schema) => ({ content: { "application/json": { schema } } });

/** The document of a line protocol with one command, some members of which, and some components, may be others. */
export function streamOf(members: Partial<Operation> = {}, components: Record<string, Schema> = {}): Document {
  const ask: Operation = {
    operationId: "ask",
    summary: "Asks",
    parameters: [],
    requestBody: { required: true, ...json(ref("AskRequest")) },
    responses: { "200": json({ anyOf: [ref("ToldResponse"), ref("FailureResponse")] }) },
    "x-command": true,
    ...members,
  };
  return {
    info: { title: "demo", license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    servers: [{ url: "tls://{host}:{port}", variables: { host: { default: "localhost" } } }],
    paths: { "/ask": { post: ask } },
    components: { schemas: { ...schemas, ...components } },
  };
}
