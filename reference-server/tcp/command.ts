import type { z } from "zod";
import type { Profile } from "../store/profile-port.ts";

/** One entry of a generated `commands` table. */
export interface Command {
  readonly name: string;
  readonly request: z.ZodType<{ readonly command: unknown }>;
  /** What can answer it, by the name of the message. */
  readonly responses: Readonly<Record<string, z.ZodType<{ readonly name: string; readonly message: unknown }>>>;
}

/** A generated `commands` table. */
export type Commands = Readonly<Record<string, Command>>;

/** What a handler is given: a command, already validated, and where it came. */
export interface Input<C extends Command> {
  readonly command: z.output<C["request"]>["command"];
  /** The client's address, as the socket tells it. */
  readonly address: string;
  /** The user whose connection it is, as of the login; undefined where nobody has logged in. */
  readonly user: Profile | undefined;
}

/** What becomes of connections when a message is sent. */
export interface Effects {
  /** Whose the connection is from now on; left out, it stays whose it is. */
  readonly login?: Profile;
  /** Which connections end: the one that the command came on, or that one and all others of its user. */
  readonly closes?: "connection" | "user";
}

/** What a handler may answer: one of the command's declared messages, whole, without what identifies the request. */
export type Outcome<C extends Command> = {
  [Name in keyof C["responses"]]: Omit<z.output<C["responses"][Name]>, "message_id"> & Effects;
}[keyof C["responses"]];

/** Serves one command. */
export type Handler<C extends Command> = (input: Input<C>) => Promise<Outcome<C>>;

/** One handler for every command of a table: a missing one does not compile. */
export type Handlers<Table extends Commands> = { readonly [Id in keyof Table]: Handler<Table[Id]> };
