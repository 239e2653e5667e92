import type { Seams } from "@authmark/reference-server/app";
import type { Codes } from "@authmark/reference-server/codes/codes";
import type { Env } from "@authmark/reference-server/env";
import type { AngenHandlers } from "@authmark/reference-server/protocols/angen/handlers";
import type { Wire } from "@authmark/reference-server/tcp/connection";
import type { Line, Splitter } from "@authmark/reference-server/tcp/framing";

/** Far longer than a request takes to come in beside another one. */
export const WINDOW_MS = 40;

/** A server with other handlers. */
export function handlers(change: (good: AngenHandlers, env: Env) => Partial<AngenHandlers>): Seams {
  return { angen: (good, env) => ({ ...good, ...change(good, env) }) };
}

/** A server with other pairs of codes. */
export function codes(change: (good: Codes, env: Env) => Partial<Codes>): Seams {
  return { env: (env) => ({ ...env, codes: { ...env.codes, ...change(env.codes, env) } }) };
}

/** A server that cuts bytes into lines otherwise. */
export function splitting(change: (good: Splitter) => Partial<Splitter>): Seams {
  return {
    splitter: (create) => (limit) => {
      const good = create(limit);
      return { ...good, ...change(good) };
    },
  };
}

/** A request as it came, as far as it can be read. */
export interface Asked {
  readonly name?: unknown;
  readonly command?: Readonly<Record<string, unknown>>;
  readonly message_id?: unknown;
}

/** A message in its envelope. */
export interface Message {
  readonly name: string;
  readonly message: Readonly<Record<string, unknown>>;
  readonly message_id?: unknown;
}

/** A connection of a broken server. */
export interface Talk {
  readonly wire: Wire;
  /** Makes the connection nobody's. */
  forget(): void;
}

/** What a broken server does on one connection, where it differs from a sound one. */
export interface Manners {
  /** Takes a line; a sound server's way is given. */
  take?(line: Line, good: (line: Line) => Promise<void>): Promise<void>;
  /** Says something else, or a text as it is, or nothing. */
  say?(message: Message, asked: Asked): Message | string | undefined;
  /** Is told that the connection is over. */
  close?(): void;
}

/** A server with other manners on its connections. */
export function conversing(begin: (talk: Talk, env: Env) => Manners): Seams {
  return {
    converse: (converse, env) => (wire) => {
      let asked: Asked = {};
      const send = async (text: string) => {
        const message = JSON.parse(text) as Message;
        const said = manners.say ? manners.say(message, asked) : text;
        if (said !== undefined) await wire.send(typeof said === "string" ? said : lineOf(said));
      };
      const good = converse({ ...wire, send });
      const manners = begin({ wire, forget: () => good.close() }, env);
      const take = (line: Line) => good.take(line);
      return {
        async take(line) {
          asked = readLine(line);
          await (manners.take?.(line, take) ?? take(line));
        },
        close() {
          manners.close?.();
          good.close();
        },
      };
    },
  };
}

/** A server that says something else. */
export function saying(
  say: (message: Message, asked: Asked, talk: Talk) => ReturnType<NonNullable<Manners["say"]>>,
): Seams {
  return conversing((talk) => ({ say: (message, asked) => say(message, asked, talk) }));
}

/** A server that takes another request for the one that came. */
export function hearing(hear: (asked: Asked) => object | undefined): Seams {
  return conversing(() => ({
    take(line, good) {
      const heard = hear(readLine(line));
      return good(heard ? { text: JSON.stringify(heard) } : line);
    },
  }));
}

/** A message as a line. */
export function lineOf(message: Message): string {
  return `${JSON.stringify(message)}\n`;
}

/** The message with another reason. */
export function because(message: Message, reason: string): Message {
  return { ...message, message: { ...message.message, reason } };
}

/** The error that answers a request. */
export function errorFor({ message_id }: Asked): Message {
  const answer = { name: "system/error", message: { reason: "This is not understood." } };
  return typeof message_id === "string" ? { ...answer, message_id } : answer;
}

/** What stands in a line, where that is an object. */
export function readLine(line: Line): Asked {
  try {
    const read: unknown = "text" in line ? JSON.parse(line.text) : undefined;
    return typeof read === "object" && read !== null ? (read as Asked) : {};
  } catch {
    return {};
  }
}

/** A connection of a broken server that knows which of them are whose. */
export interface Guest extends Talk {
  /** The id of who logged in last. */
  user?: string;
  /** The identifier code of that login. */
  code?: string;
}

/** A server that says something else, and sees all of its connections then. */
export function amongGuests(
  say: (message: Message, asked: Asked, own: Guest, all: readonly Guest[]) => ReturnType<NonNullable<Manners["say"]>>,
): Seams {
  const all = new Set<Guest>();
  return conversing((talk) => {
    const own: Guest = { ...talk };
    all.add(own);
    return {
      say(message, asked) {
        if (message.name === "auth/logged_in") {
          own.user = (message.message["user"] as { id: string }).id;
          own.code = String(asked.command?.["identifier_code"]);
        }
        return say(message, asked, own, [...all]);
      },
      close: () => void all.delete(own),
    };
  });
}
