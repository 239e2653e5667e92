import { ACCOUNTS, FOURTH, SPOILABLE } from "../accounts.ts";
import type { AngenMutants } from "./angen.ts";
import { type Asked, because, handlers, hearing, saying } from "./angen-parts.ts";

/** The password of the user whom a request names. */
const rightFor = (command: Asked["command"]) =>
  [...ACCOUNTS, FOURTH, ...SPOILABLE].find(({ username }) => username === command?.["name"])?.password;

/** A server that finds the password of a request for a token elsewhere. */
function findingPassword(find: (given: unknown, right: string | undefined) => unknown) {
  return hearing(({ name, command, ...rest }) => {
    if (name !== "auth/get_token" || typeof command !== "object" || command === null) return undefined;
    if (typeof command["password"] === "string") return undefined;
    return { name, command: { ...command, password: find(command["password"], rightFor(command)) }, ...rest };
  });
}

const trace = () => new SyntaxError("Unexpected token").stack ?? "";

/** A server that repeats a part of what it refuses. */
function repeating(name: string, part: (command: NonNullable<Asked["command"]>) => unknown) {
  return saying((message, asked) =>
    asked.name === name && message.name === "system/failure"
      ? because(message, `${String(message.message["reason"])} It was ${String(part(asked.command ?? {}))}.`)
      : message,
  );
}

/** Servers that are broken in how they take what nobody should send, or in what they say of it. */
export const input = {
  "a server that takes a password that is no text for the right one": () =>
    findingPassword((given, right) => (given === undefined ? given : right)),
  "a server that takes no password for the right one": () =>
    findingPassword((given, right) => (given === undefined ? right : given)),
  "a server that takes a list for the password in it": () =>
    findingPassword((given) => (Array.isArray(given) && given.length === 1 ? given[0] : given)),
  "a server that shows where it stumbled": () =>
    saying((message) => (message.name === "system/error" ? because(message, trace()) : message)),
  "a server that shows where a login failed in it": () =>
    saying((message, { name }) =>
      name === "auth/login" && message.name === "system/failure" ? because(message, trace()) : message,
    ),
  "a server that repeats a password that it refuses": () => repeating("auth/get_token", ({ password }) => password),
  "a server that repeats an identifier code that it refuses": () =>
    repeating("auth/login", ({ identifier_code }) => identifier_code),
  "a server that repeats the codes that it does not renew": () =>
    repeating("auth/renew", ({ renewal_code }) => renewal_code),
  "a server that repeats a new password that it does not take": () =>
    repeating("account/register", ({ password }) => password),
  "a server that says which names it knows": () =>
    handlers((good, env) => ({
      async getToken(input) {
        const answer = await good.getToken(input);
        const { name } = input.command;
        if (answer.name !== "system/failure" || name === undefined) return answer;
        if (await env.store.findProfile({ username: name })) return answer;
        return { ...answer, message: { ...answer.message, reason: "There is no such user." } };
      },
    })),
} satisfies AngenMutants;
