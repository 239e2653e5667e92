import { type Command, commandsOf, type Envelope } from "./commands.ts";
import { type Document, NotGenerated } from "./document.ts";

const CHANNEL = "connection";

/**
 * Describes a line protocol in AsyncAPI 3, as the server sees it: one channel, the connection; an operation a command,
 * with the messages that can answer it; and the same schemas as everywhere.
 *
 * @throws NotGenerated for a server whose URL has no scheme.
 */
export function describeStream(document: Document): object {
  const commands = commandsOf(document);
  const envelopes = new Map(
    commands.flatMap(({ request, responses }) => [request, ...responses]).map((line) => [line.component, line]),
  );
  return {
    asyncapi: "3.0.0",
    info: { ...document.info, license: { name: document.info?.license?.name } },
    defaultContentType: "application/json",
    servers: Object.fromEntries((document.servers ?? []).map(describeServer)),
    channels: {
      [CHANNEL]: {
        address: null,
        description: "One connection. What it is allowed to do depends on who has logged in on it.",
        messages: Object.fromEntries([...envelopes.keys()].map((name) => [name, ref("components/messages", name)])),
      },
    },
    operations: Object.fromEntries(commands.map((command) => [command.operation, describeCommand(command)])),
    components: {
      messages: Object.fromEntries([...envelopes].map(([name, line]) => [name, describeMessage(line)])),
      schemas: document.components.schemas,
    },
  };
}

function describeServer({ url, ...rest }: NonNullable<Document["servers"]>[number]): [name: string, server: object] {
  const [protocol, host] = url.split("://", 2);
  if (!protocol || !host) throw new NotGenerated(`The server ${url} has no scheme to say its protocol.`);
  return [protocol, { host, protocol, ...rest }];
}

/** The server receives a command, and replies on the same connection. */
function describeCommand({ summary, description, requirements, request, responses }: Command): object {
  const onChannel = ({ component }: Envelope) => ref(`channels/${CHANNEL}/messages`, component);
  return {
    action: "receive",
    channel: ref("channels", CHANNEL),
    summary,
    ...(description && { description }),
    messages: [onChannel(request)],
    reply: { channel: ref("channels", CHANNEL), messages: responses.map(onChannel) },
    ...(requirements && { "x-requirements": requirements }),
  };
}

function describeMessage({ component, name, summary }: Envelope): object {
  return {
    name,
    ...(summary && { summary }),
    correlationId: { location: "$message.payload#/message_id" },
    payload: ref("components/schemas", component),
  };
}

function ref(place: string, name: string): object {
  return { $ref: `#/${place}/${name}` };
}
