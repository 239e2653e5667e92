import { z } from "zod";
import { UsageError } from "../errors.ts";
import type { Credentials } from "./seed.ts";

const Accounts = z.array(z.object({ username: z.string().min(1), password: z.string().min(1) }));
const remedy = 'write a JSON array of {"username": "…", "password": "…"}';

/**
 * Parses an accounts file.
 *
 * @param file its name, for the message
 * @throws UsageError that says where the text is wrong, and quotes nothing of it, since it holds passwords
 */
export function parseAccounts(text: string, file: string): Credentials[] {
  const result = Accounts.safeParse(parseJson(text, file));
  if (!result.success) {
    const where = result.error.issues[0]?.path.join("/");
    throw new UsageError(`--accounts: ${file} is wrong at /${where}; ${remedy}`);
  }
  const names = result.data.map(({ username }) => username);
  const inCapitals = names.findIndex((name) => name !== name.toLowerCase());
  if (inCapitals !== -1) {
    throw new UsageError(`--accounts: ${file} has capitals at /${inCapitals}/username; names are kept in lower case`);
  }
  const repeated = names.findIndex((name, index) => names.indexOf(name) < index);
  if (repeated !== -1) throw new UsageError(`--accounts: ${file} repeats a name at /${repeated}; give each once`);
  return result.data;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--accounts: ${file} is not JSON; ${remedy}`);
  }
}
