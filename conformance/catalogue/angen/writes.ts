import type { Command, StreamConnection } from "../../engine/stream-connection.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Ask, Operation } from "./api.ts";
import { createCommands, type Users } from "./commands.ts";

/** So many commands are in one write at most: a server that hashes one password at a time answers them all in time. */
const MOST = 12;

type AskTogether = StreamConnection<Operation>["askTogether"];

/** Asks one command after the other, each when the one before was answered. */
export function inTurn(askTogether: AskTogether): AskTogether {
  return async (commands) => {
    const answers: Exchange[] = [];
    for (const command of commands) answers.push(...(await askTogether([command])));
    return answers;
  };
}

/** Asks any number of commands in as few writes as may be; one goes out when the one before was answered. */
export function inWrites(askTogether: AskTogether, users: Users) {
  return async (asks: readonly Ask[]): Promise<Exchange[]> => {
    const answers: Exchange[] = [];
    for (let at = 0; at < asks.length; at += MOST) {
      answers.push(...(await inOneWrite(askTogether, users, asks.slice(at, at + MOST))));
    }
    return answers;
  };
}

/** Collects what each would ask by itself, and asks it when the last has said so. */
function inOneWrite(askTogether: AskTogether, users: Users, asks: readonly Ask[]): Promise<Exchange[]> {
  const collected: Command<Operation>[] = [];
  const all = Promise.withResolvers<Exchange[]>();
  const commands = createCommands(async (operation, roles, variation) => {
    const index = collected.push({ operation, roles, ...(variation && { variation }) }) - 1;
    if (collected.length === asks.length) askTogether(collected).then(all.resolve, all.reject);
    const answer = (await all.promise)[index];
    if (!answer) throw new Error("A command has no exchange.");
    return answer;
  }, users);
  return Promise.all(asks.map((ask) => ask(commands)));
}
