import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { defaults } from "../config.ts";
import { createEnv, type Env } from "../env.ts";
import { UsageError } from "../errors.ts";
import { createLog } from "../log.ts";
import { storePlace } from "../option-parts.ts";
import { isPostgres } from "../store/open.ts";
import { objectionToPassword } from "./rules.ts";

/**
 * Sets a user's password, and revokes all of the user's tokens with it.
 *
 * @throws UsageError where there is no such user, or a rule objects to the password
 */
export async function setPassword(
  username: string,
  password: string,
  { store, passwords }: Pick<Env, "store" | "passwords">,
): Promise<void> {
  const objection = objectionToPassword(password);
  if (objection !== undefined) throw new UsageError(`the new password: ${objection}`);
  const passwordHash = await passwords.hash(password);
  if (!(await store.replacePassword({ username, passwordHash }))) throw unknownUser(username);
}

/**
 * Removes a user, with the tokens and mails that the user had.
 *
 * @throws UsageError where there is no such user
 */
export async function removeAccount(username: string, { store }: Pick<Env, "store">): Promise<void> {
  if (!(await store.deleteAccount(username))) throw unknownUser(username);
}

function unknownUser(username: string): UsageError {
  return new UsageError(`USER: there is no ${username}; give the name of an account, in lower case`);
}

/**
 * Opens a server's store beside the server, for one piece of work.
 *
 * @param option what `--store` holds
 * @throws UsageError where it names neither a file that exists nor a database that can be used
 */
export async function administer(option: string | undefined, work: (env: Env) => Promise<void>): Promise<void> {
  const { data: store = ":memory:" } = storePlace.safeParse(option);
  if (store === ":memory:") {
    const remedy = "name the server's, such as sqlite:authmark.db; a store in memory is the server's alone";
    throw new UsageError(`--store: names no file and no database; ${remedy}`);
  }
  if (!isPostgres(store) && !existsSync(store)) {
    throw new UsageError(`--store: there is no ${store}; name the file that the server uses`);
  }
  const env = createEnv({ ...defaults, store }, createLog("silent"));
  try {
    await work(env);
  } finally {
    await env.store.close();
  }
}

/**
 * Reads a new password from the environment or, up to its line end, from standard input. It never stands on the command
 * line, which other users of the machine can see, and is not typed where it would show.
 *
 * @throws UsageError where neither holds one
 */
export async function readNewPassword(
  { AUTHMARK_NEW_PASSWORD: given }: NodeJS.ProcessEnv,
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
): Promise<string> {
  const password = given ?? (input.isTTY ? "" : (await text(input)).replace(/\r?\n$/, ""));
  if (password === "") throw new UsageError("AUTHMARK_NEW_PASSWORD: missing; set it, or pipe the new password in");
  return password;
}
