import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** Inputs that are options of the command line of the same name; of those with several values each stands on a line. */
const OPTIONS: readonly (readonly [input: string, option: string, several?: true])[] = [
  ["INPUT_TARGET", "--target", true],
  ["INPUT_PROTOCOL", "--protocol"],
  ["INPUT_URL", "--url"],
  ["INPUT_COMMAND", "--command"],
  ["INPUT_IMAGE", "--image"],
  ["INPUT_COMPOSE", "--compose"],
  ["INPUT_ACCOUNT", "--account", true],
  ["INPUT_BASELINE", "--baseline"],
  ["INPUT_MIN_VERIFIED", "--min-verified"],
];

/** The files that a run writes into the folder of the input `report`. */
export function reportsOf(environment: Environment) {
  const folder = environment["INPUT_REPORT"] || "authmark-report";
  return { folder, json: join(folder, "authmark.json"), junit: join(folder, "authmark.xml") };
}

/** The arguments of `authmark` for the inputs of the action. */
export function argumentsOf(environment: Environment): string[] {
  const { json, junit } = reportsOf(environment);
  const given = OPTIONS.flatMap(([input, option, several]) => {
    const value = environment[input] ?? "";
    const values = several ? linesOf(value) : [value.trim()].filter(Boolean);
    return values.map((each) => `${option}=${each}`);
  });
  const reports = [`--report=json=${json}`, `--report=junit=${junit}`];
  return ["test", ...given, ...linesOf(environment["INPUT_OPTIONS"] ?? ""), ...reports];
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
