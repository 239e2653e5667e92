import { setTimeout as sleep } from "node:timers/promises";
import type { AngenMutants } from "./angen.ts";
import { REVOKE } from "./angen-endings.ts";
import {
  type Asked,
  conversing,
  errorFor,
  handlers,
  lineOf,
  type Message,
  readLine,
  saying,
  WINDOW_MS,
} from "./angen-parts.ts";

const isOutcome = ({ name }: Message) => name === "system/success" || name === "system/failure";

/** A server that says another id of a message. */
function identifying(change: (id: string, message: Message) => unknown) {
  return saying((said) => {
    const { message_id, ...others } = said;
    if (typeof message_id !== "string") return said;
    const told = change(message_id, said);
    return told === undefined ? others : { ...others, message_id: told };
  });
}

/** A server that says an id where there was none. */
function makingUp(make: (last: string | undefined) => unknown) {
  return conversing(() => {
    let last: string | undefined;
    return {
      say(said) {
        if (typeof said.message_id === "string") {
          last = said.message_id;
          return said;
        }
        const message_id = make(last);
        return message_id === undefined ? said : { ...said, message_id };
      },
    };
  });
}

/** A server that changes what stands in some messages. */
function within(name: string, change: (message: Message["message"]) => Message["message"]) {
  return saying((said) => (said.name === name ? { ...said, message: change(said.message) } : said));
}

/** A server that writes failures otherwise. */
function failing(write: (failure: Message) => string) {
  return saying((said) => (said.name === "system/failure" ? write(said) : said));
}

/** A server that goes on to the next command while some are in work, which take so long. */
function goingOn(isSlow: (asked: Asked) => boolean) {
  return conversing(() => ({
    async take(line, good) {
      if (!isSlow(readLine(line))) return good(line);
      void sleep(WINDOW_MS).then(() => good(line));
    },
  }));
}

/** A server that refuses members which it does not know. */
function strict(strangersIn: (asked: Asked) => readonly string[]) {
  return conversing(({ wire }) => ({
    async take(line, good) {
      const asked = readLine(line);
      if (strangersIn(asked).length === 0) return good(line);
      await wire.send(lineOf(errorFor(asked)));
    },
  }));
}

const envelope = ["name", "command", "message_id"];
const members = "name email id password user_agent identifier_code renewal_code current_password new_password".split(
  " ",
);
const strangers = (object: object | null | undefined, known: readonly string[]) =>
  Object.keys(object ?? {}).filter((member) => !known.includes(member));

/** Servers that are broken in how they put messages, and in which order. */
export const envelopes = {
  "a server that writes a failure over several lines": () => failing((said) => `${JSON.stringify(said, null, 2)}\n`),
  "a server that ends a failure with a carriage return": () => failing((said) => `${JSON.stringify(said)}\r`),
  "a server that writes two objects in the line of a failure": () => failing((said) => `{}${lineOf(said)}`),
  "a server that leaves out the reason of a failure": () =>
    within("system/failure", ({ reason: _, ...message }) => message),
  "a server that tells ids as numbers": () =>
    within("connections/youare", ({ user }) => ({ user: { ...(user as object), id: 1 } })),
  "a server that says twice who logged in": () =>
    saying((said) => (said.name === "auth/logged_in" ? lineOf(said) + lineOf(said) : said)),
  "a server that says first that it got a question": () =>
    saying((said, { name }) =>
      name === "connections/whoami"
        ? lineOf({ ...said, name: "system/success", message: { command: "connections/whoami" } }) + lineOf(said)
        : said,
    ),
  "a server that says an error behind a failure": () =>
    saying((said, asked) => (said.name === "system/failure" ? lineOf(said) + lineOf(errorFor(asked)) : said)),

  // Order
  "a server that answers other commands while a password is compared": () =>
    goingOn(({ name }) => name === "auth/get_token"),
  "a server that answers other commands while a login is looked up": () => goingOn(({ name }) => name === "auth/login"),
  "a server that answers a ping before the command ahead of it": () =>
    conversing(() => {
      let before: Promise<void> = Promise.resolve();
      return {
        async take(line, good) {
          if (readLine(line).name === "system/ping") return good(line);
          before = before.then(() => sleep(WINDOW_MS)).then(() => good(line));
        },
      };
    }),

  // Ids
  "a server that drops an empty id": () => identifying((id) => id || undefined),
  "a server that drops the id of a failure": () =>
    identifying((id, { name }) => (name === "system/failure" ? undefined : id)),
  "a server that drops the id of a revocation": () =>
    identifying((id, { message }) => (message["command"] === REVOKE ? undefined : id)),
  "a server that says the id of the command before": () => {
    let before: string | undefined;
    return identifying((id, { name }) => {
      const told = before ?? id;
      if (name !== "system/error") before = id;
      return name === "system/error" ? id : told;
    });
  },
  "a server that trims ids": () => identifying((id) => id.trim()),
  "a server that cuts ids at 36 characters": () => identifying((id) => id.slice(0, 36)),
  "a server that takes ids of digits for numbers": () => identifying((id) => (/^\d{1,15}$/.test(id) ? Number(id) : id)),
  "a server that knows ids in ASCII only": () => identifying((id) => id.replace(/[^ -~]/g, "?")),
  "a server that says the id of a token's request only": () =>
    identifying((id, { name }) => (["auth/token", "system/error"].includes(name) ? id : undefined)),
  "a server that drops the id of an error": () =>
    identifying((id, { name }) => (name === "system/error" ? undefined : id)),
  "a server that drops the id of an unknown command": () =>
    saying((said) => {
      if (!String(said.message["reason"]).includes("no such command")) return said;
      const { message_id: _, ...others } = said;
      return others;
    }),
  "a server that makes up ids": () => makingUp(() => crypto.randomUUID()),
  "a server that says an empty id for none": () => makingUp(() => ""),
  "a server that keeps the last id where there is none": () => makingUp((last) => last),

  // What else is in an envelope
  "a server that names a command without its group": () =>
    saying((said) =>
      isOutcome(said)
        ? { ...said, message: { ...said.message, command: String(said.message["command"]).replace(/^.*\//, "") } }
        : said,
    ),
  "a server that names the group of a failed command": () =>
    within("system/failure", (message) => ({ ...message, command: String(message["command"]).replace(/\/.*$/, "") })),
  "a server that refuses an envelope with more members": () => strict((asked) => strangers(asked, envelope)),
  "a server that refuses a command with more members": () => strict(({ command }) => strangers(command, members)),

  // Ping and disconnect
  "a server that answers pings only to who is logged in": () =>
    handlers((good) => ({
      ping: async (input) =>
        input.user
          ? good.ping(input)
          : { name: "system/failure", message: { command: "system/ping", reason: "This needs a login." } },
    })),
  "a server that answers a ping with a success": () =>
    saying((said) =>
      said.name === "system/pong" ? { ...said, name: "system/success", message: { command: "system/ping" } } : said,
    ),
  "a server that leaves a connection open that is to be closed": () =>
    handlers((good) => ({
      async disconnect(input) {
        const { closes: _, ...answer } = await good.disconnect(input);
        return answer;
      },
    })),
  "a server that disconnects without an answer": () =>
    saying((said, { name }) =>
      name === "connections/disconnect" && said.name === "system/success" ? undefined : said,
    ),
} satisfies AngenMutants;
