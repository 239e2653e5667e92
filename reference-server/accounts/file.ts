import { z } from "zod";
import { UsageError } from "../errors.ts";
import { canonicalEmail, objectionToEmail } from "./emails.ts";
import { objectionToPassword, objectionToUsername } from "./rules.ts";
import type { Credentials } from "./seed.ts";

/** Text that a rule has no objection to. */
const obeying = (objectionTo: (text: string) => string | undefined) =>
  z.string().superRefine((text, context) => {
    const objection = objectionTo(text);
    if (objection !== undefined) context.addIssue(objection);
  });

const Account = z.object({
  username: obeying(objectionToUsername),
  password: obeying(objectionToPassword),
  email: obeying(objectionToEmail).exactOptional(),
});
const Accounts = z.array(Account);
const remedy = 'write a JSON array of {"username": "…", "password": "…"}, with an "email": "…" if there is one';

/**
 * Parses an accounts file.
 *
 * @param file its name, for the message
 * @throws UsageError that says where the text is wrong, and quotes nothing of it, since it holds passwords
 */
export function parseAccounts(text: string, file: string): Credentials[] {
  const result = Accounts.safeParse(parseJson(text, file));
  if (!result.success) {
    const [issue] = result.error.issues;
    const reason = issue?.code === "custom" ? issue.message : remedy;
    throw new UsageError(`--accounts: ${file} is wrong at /${issue?.path.join("/")}; ${reason}`);
  }
  const names = result.data.map(({ username }) => username);
  const inCapitals = names.findIndex((name) => name !== name.toLowerCase());
  if (inCapitals !== -1) {
    throw new UsageError(`--accounts: ${file} has capitals at /${inCapitals}/username; names are kept in lower case`);
  }
  const emails = result.data.map(({ email }) => email && canonicalEmail(email));
  for (const [kind, values] of Object.entries({ "a name": names, "an email": emails })) {
    const repeated = values.findIndex((value, index) => value !== undefined && values.indexOf(value) < index);
    if (repeated !== -1) throw new UsageError(`--accounts: ${file} repeats ${kind} at /${repeated}; give each once`);
  }
  return result.data;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--accounts: ${file} is not JSON; ${remedy}`);
  }
}
