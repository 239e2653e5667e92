import type { Line } from "@authmark/reference-server/tcp/framing";
import type { AngenMutants } from "./angen.ts";
import { because, conversing, errorFor, hearing, lineOf, type Message, saying, splitting } from "./angen-parts.ts";

const isUnknown = ({ message }: Message) => String(message["reason"]).includes("no such command");
const isMalformed = ({ message }: Message) => String(message["reason"]).startsWith("The request is wrong");
const isError = ({ name }: Message) => name === "system/error";

/** A server that says a failure in the place of some errors. */
function failing(isMeant: (message: Message) => boolean) {
  return saying((said, { name }) =>
    isError(said) && isMeant(said)
      ? { ...said, name: "system/failure", message: { command: String(name), ...said.message } }
      : said,
  );
}

/** A server that says why it does not understand a line. */
function explaining(explain: (line: string, message: Message) => string | undefined) {
  return conversing(() => {
    let text = "";
    return {
      take(line, good) {
        text = "text" in line ? line.text : "";
        return good(line);
      },
      say(said) {
        const reason = isError(said) ? explain(text, said) : undefined;
        return reason === undefined ? said : because(said, reason);
      },
    };
  });
}

/** What the parser says of a text, which quotes it. */
function stumbledAt(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What a line holds, as JSON; nothing where it is none. */
function contentOf(line: Line): { readonly value: unknown } | undefined {
  const text = "text" in line ? line.text : "";
  return stumbledAt(text) === undefined ? { value: JSON.parse(text) } : undefined;
}

const isNumber = (value: unknown) => typeof value === "number" || typeof value === "boolean";
const asText = (command: object) =>
  Object.fromEntries(Object.entries(command).map(([name, value]) => [name, isNumber(value) ? String(value) : value]));

/** Servers that are broken in how they take what is no command. */
export const errors = {
  "a server that says nothing to an unknown command": () =>
    saying((said) => (isError(said) && isUnknown(said) ? undefined : said)),
  "a server that fails at an unknown command": () => failing(isUnknown),
  "a server that knows commands in every case": () =>
    hearing(({ name, ...rest }) =>
      typeof name === "string" && name !== name.toLowerCase() ? { name: name.toLowerCase(), ...rest } : undefined,
    ),

  // Envelopes
  "a server that takes a number for an id": () =>
    hearing(({ message_id, ...rest }) =>
      typeof message_id === "number" ? { ...rest, message_id: String(message_id) } : undefined,
    ),
  "a server that drops an id that is no text": () =>
    hearing(({ message_id, ...rest }) =>
      message_id !== undefined && typeof message_id !== "string" ? rest : undefined,
    ),
  "a server that needs no command in an envelope": () =>
    hearing(({ command, ...rest }) =>
      command === undefined && rest.name !== undefined ? { ...rest, command: {} } : undefined,
    ),
  "a server that ignores JSON that is no object": () =>
    conversing(() => ({
      async take(line, good) {
        const read = contentOf(line);
        const isObject = typeof read?.value === "object" && read.value !== null && !Array.isArray(read.value);
        if (read === undefined || isObject) await good(line);
      },
    })),
  "a server that breaks off at null": () =>
    conversing(({ wire }) => ({
      async take(line, good) {
        if (contentOf(line)?.value === null) wire.finish();
        else await good(line);
      },
    })),
  "a server that takes the commands of a list": () =>
    conversing(() => ({
      async take(line, good) {
        const list = contentOf(line)?.value;
        if (!Array.isArray(list) || list.length === 0) return good(line);
        for (const one of list) await good({ text: JSON.stringify(one) });
      },
    })),

  // Commands
  "a server that fails at a malformed command": () => failing(isMalformed),
  "a server that takes numbers for text": () =>
    hearing(({ command, ...rest }) => {
      if (typeof command !== "object" || command === null || Array.isArray(command)) return undefined;
      return Object.values(command).some(isNumber) ? { ...rest, command: asText(command) } : undefined;
    }),
  "a server that takes no program for any": () =>
    hearing(({ command, ...rest }) => {
      if (typeof command !== "object" || command === null || command["user_agent"] !== undefined) return undefined;
      return { ...rest, command: { ...command, user_agent: "" } };
    }),
  "a server that takes null for nothing": () =>
    hearing(({ command, ...rest }) => {
      const entries = Object.entries(command ?? {});
      if (!entries.some(([, value]) => value === null)) return undefined;
      return { ...rest, command: Object.fromEntries(entries.map(([name, value]) => [name, value ?? ""])) };
    }),

  // Lines
  "a server that ignores a line that is not JSON": () =>
    saying((said) => (String(said.message["reason"]).includes("not JSON") ? undefined : said)),
  "a server that breaks off at a line that is not JSON": () =>
    saying((said, _asked, { wire }) => {
      if (!String(said.message["reason"]).includes("not JSON")) return said;
      wire.finish();
      return undefined;
    }),
  "a server that mends what is not UTF-8": () =>
    splitting((good) => {
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      return { push: (chunk) => good.push(Buffer.from(decoder.decode(chunk, { stream: true }))) };
    }),

  // What an error says, and leaves
  "a server that repeats a line that it cannot read": () =>
    explaining((line) => `This is not understood: ${line.slice(0, 200)}`),
  "a server that repeats the name of an unknown command": () =>
    saying((said, { name }) =>
      isError(said) && isUnknown(said) ? because(said, `There is no command ${String(name)}.`) : said,
    ),
  "a server that quotes where JSON ends": () => explaining((line) => stumbledAt(line)),
  "a server that closes the connection after an error": () =>
    saying((said, _asked, { wire }) => {
      if (isError(said)) wire.finish();
      return said;
    }),
  "a server that closes the connection after three errors": () =>
    conversing(({ wire }) => {
      let count = 0;
      return {
        say(said) {
          if (isError(said) && ++count === 3) wire.finish();
          return said;
        },
      };
    }),
  "a server that logs out after an error": () =>
    saying((said, _asked, { forget }) => {
      if (isError(said)) forget();
      return said;
    }),
  "a server that takes the command after an error for another": () =>
    conversing(({ wire }) => {
      let isConfused = false;
      return {
        async take(line, good) {
          if (isConfused) {
            isConfused = false;
            return wire.send(lineOf(errorFor({})));
          }
          await good(line);
        },
        say(said) {
          isConfused = isError(said);
          return said;
        },
      };
    }),
} satisfies AngenMutants;
