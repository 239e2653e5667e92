import { isFieldText } from "../kit/prepared.ts";
import { UsageError } from "../model/errors.ts";
import { substitute } from "../targets/substitute.ts";

/** A field that goes with every request: what is sent, and what stands for it in a target file. */
export interface ProbeHeader {
  readonly value: string;
  readonly written: string;
}

/**
 * Parses `NAME: VALUE`, each a field for every request. A `${VAR}` in a value is taken from the environment, and written
 * as it is; the value of a name that sounds like a secret is written as a variable in any case.
 *
 * @returns by name, in lower case
 * @throws UsageError that names the remedy
 */
export function parseHeaders(
  texts: readonly string[],
  environment: NodeJS.ProcessEnv,
): Readonly<Record<string, ProbeHeader>> {
  return Object.fromEntries(texts.map((text) => parseHeader(text, environment)));
}

const FIELD = /^([\w!#$%&'*+.^`|~-]+):[ \t]*(.*?)[ \t]*$/;
const VARIABLE = /\$\{(\w+)\}/g;
const SECRET = /key|secret|token|auth|pass|cookie|credential/;
/** What each request has of its own. */
const OWN = ["host", "content-length", "content-type", "transfer-encoding", "connection"];

function parseHeader(text: string, environment: NodeJS.ProcessEnv): [string, ProbeHeader] {
  const [, field = "", written = ""] = FIELD.exec(text) ?? [];
  const name = field.toLowerCase();
  // The value may be a secret, so no message shows it.
  if (name === "" || written === "") throw new UsageError(`--header: write 'NAME: VALUE', such as 'x-app-id: one'.`);
  if (OWN.includes(name)) throw new UsageError(`--header ${name}: each request has its own. Leave it out.`);
  if (/[{}]/.test(written.replace(VARIABLE, ""))) {
    throw new UsageError(`--header ${name}: a target file takes braces for a role. Give another value.`);
  }
  const value = String(substitute(written, `--header ${name}`, environment));
  if (!isFieldText(value) || /[{}]/.test(value)) {
    throw new UsageError(`--header ${name}: its value has characters that cannot be written there. Give another one.`);
  }
  const isSecret = SECRET.test(name) && value === written;
  return [name, { value, written: isSecret ? `\${${variableOf(name)}}` : written }];
}

/** The variable for the secret of a field: `AUTHMARK_X_API_KEY`. */
function variableOf(name: string): string {
  return `AUTHMARK_${name.toUpperCase().replace(/\W/g, "_")}`;
}

/** The variables that a file with these fields takes values from, with those values. */
export function variablesOf(
  headers: Readonly<Record<string, ProbeHeader>>,
  environment: NodeJS.ProcessEnv,
): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([field, { value, written }]) => {
    const names = [...written.matchAll(VARIABLE)].map(([, name = ""]) => name);
    return names.map((name): [string, string] => [
      name,
      name === variableOf(field) ? value : (environment[name] ?? ""),
    ]);
  });
  return Object.fromEntries(entries);
}
