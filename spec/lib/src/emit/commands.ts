import {
  contentSchema,
  type Document,
  type NamedOperation,
  NotGenerated,
  operationsOf,
  refName,
  resolve,
  type Schema,
} from "./document.ts";

/** An envelope with what is in it: the component that describes the whole line, and the name that it has there. */
export interface Envelope {
  component: string;
  name: string;
  /** What the envelope holds: the command, or the message. */
  content: Schema;
  /** What the source says of that. */
  summary?: string;
}

/** A command of a line protocol, and every message that can answer it. */
export interface Command {
  operation: string;
  summary: string;
  description?: string;
  /** The ids of the requirements that are stated on it. */
  requirements?: readonly string[];
  request: Envelope;
  responses: readonly Envelope[];
}

/** Whether a service is a line protocol: its operations are commands. */
export function isStream(document: Document): boolean {
  return operationsOf(document).some(({ operation }) => operation["x-command"]);
}

/** The commands of a line protocol. @throws NotGenerated for one that is no command, or has no envelope */
export function commandsOf(document: Document): Command[] {
  return operationsOf(document).map((named) => {
    const { summary = "", description, requestBody } = named.operation;
    const { "x-command": isCommand, "x-requirements": requirements } = named.operation;
    if (!isCommand) throw new NotGenerated(`${named.name} is no @command, and others are.`);
    return {
      operation: named.name,
      summary,
      ...(description && { description }),
      ...(requirements && { requirements }),
      request: envelope(document, named, contentSchema(requestBody?.content), "command"),
      responses: answersTo(named).map((schema) => envelope(document, named, schema, "message")),
    };
  });
}

/** The same service without its operations: what its types and schemas are made of. */
export function withoutOperations(document: Document): Document {
  return { ...document, paths: {} };
}

function answersTo({ name, operation }: NamedOperation): readonly Schema[] {
  const [answer, other] = Object.values(operation.responses);
  const schema = contentSchema(answer?.content);
  if (!schema || other) throw new NotGenerated(`${name}: a command is answered by messages, and has no statuses.`);
  return schema.anyOf ?? [schema];
}

function envelope(
  document: Document,
  { name: operation }: NamedOperation,
  schema: Schema = {},
  member: "command" | "message",
): Envelope {
  const { name, [member]: content } = resolve(document, schema).properties ?? {};
  const [literal] = name?.enum ?? [name?.const];
  if (schema.$ref === undefined || typeof literal !== "string" || content === undefined) {
    throw new NotGenerated(`${operation}: a line is a named envelope with a name of its own and a ${member}.`);
  }
  const { description: summary } = resolve(document, content);
  return { component: refName(schema.$ref), name: literal, content, ...(summary && { summary }) };
}
