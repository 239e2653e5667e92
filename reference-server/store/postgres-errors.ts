import { reasonOf, UsageError } from "../errors.ts";

/** What is to be done about what goes wrong when a database is opened, by the code of the error: SQLSTATE, or the system's. */
const remedies: Readonly<Record<string, readonly [reason: string, remedy: string]>> = {
  ECONNREFUSED: ["nothing listens there", "start PostgreSQL, or name the host and the port of one that runs"],
  ENOENT: ["there is no such socket", "start PostgreSQL, or name the host and the port of one that runs"],
  ENOTFOUND: ["there is no such host", "name the host of a PostgreSQL server"],
  EAI_AGAIN: ["the host's address cannot be looked up", "name the host of a PostgreSQL server"],
  ETIMEDOUT: ["it gives no answer", "name the host and the port of a PostgreSQL server that can be reached"],
  "28P01": ["the password is wrong or missing", "give it in the URL, in PGPASSWORD, or in .pgpass"],
  "28000": ["it lets nobody of that name in", "name a user that may log in there, and see its pg_hba.conf"],
  "3D000": ["there is no such database", "name one that exists, or make it with createdb"],
  "42501": ["the user may not make tables there", "name a database that belongs to the user"],
  "53300": ["it has no connection left", "raise its max_connections, or start fewer servers"],
  "57P03": ["it is just starting or stopping", "start this server when it is ready"],
};

/**
 * Says why a database cannot be opened.
 *
 * @param url of the database; what is said has neither its password nor its parameters in it
 */
export function explainFailure(error: unknown, url: string): UsageError {
  const [reason, remedy] = remedies[codeOf(error)] ?? [reasonOf(error), "name a PostgreSQL database that can be used"];
  return new UsageError(`--store: cannot use ${withoutSecrets(url)} (${reason}); ${remedy}`);
}

/** The code of an error or, where every address of a host was tried, of the last try. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors.at(-1));
  if (error instanceof Error && "code" in error) return String(error.code);
  // What the driver says of a time that is over has none.
  return error instanceof Error && /timeout/i.test(error.message) ? "ETIMEDOUT" : "";
}

function withoutSecrets(text: string): string {
  const url = new URL(text);
  url.password = "";
  url.search = "";
  url.hash = "";
  return url.href;
}
