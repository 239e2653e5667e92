import { UsageError } from "../model/errors.ts";

/**
 * The value with every `${VAR}` in its texts taken from the environment; `at` is the file, and the key in it.
 *
 * @throws UsageError for a variable that is not set
 */
export function substitute(value: unknown, at: string, environment: NodeJS.ProcessEnv): unknown {
  if (typeof value === "string") {
    return value.replace(/\$\{(\w+)\}/g, (_, name: string) => {
      const found = environment[name];
      if (found === undefined) throw new UsageError(`${at}: \${${name}} is not set. Set it: ${name}=… authmark …`);
      return found;
    });
  }
  if (typeof value !== "object" || value === null) return value;
  const below = (key: string | number) => `${at}${at.includes(": ") ? "." : ": "}${key}`;
  if (Array.isArray(value)) return value.map((item, index) => substitute(item, below(index), environment));
  const members = Object.entries(value).map(([key, item]) => [key, substitute(item, below(key), environment)]);
  return Object.fromEntries(members);
}
