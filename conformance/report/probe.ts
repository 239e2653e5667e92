import type { Secret } from "../engine/secrets.ts";
import { type ObservedPolicy, policyTexts } from "../model/policy.ts";
import type { Found } from "../probe/found.ts";
import { inert } from "./inert.ts";
import { createRedactor } from "./redact.ts";
import { quote } from "./shell.ts";
import type { Style } from "./style.ts";

/** What is said of a server that was looked at for a target file. */
export interface ProbeSeen {
  readonly found: Found;
  /** Somebody can log in there by the file. */
  readonly isAble: boolean;
  readonly notes: readonly string[];
  readonly policy?: ObservedPolicy;
  /** Where the target file is; absent where it went to standard output. */
  readonly file?: string;
  /** The variables that the file takes values from. */
  readonly variables: readonly string[];
}

/** Renders what was found, a line each, what was not, and what to do next; without secrets. */
export function renderProbe(
  { found, isAble, notes, policy = {}, file, variables }: ProbeSeen,
  secrets: readonly Secret[],
  style: Style,
): string {
  const redact = createRedactor(secrets, new Set());
  const line = (isFound: boolean, about: string, text: string) =>
    `  ${isFound ? style("green", "✓") : style("red", "✗")} ${about.padEnd(WIDTH)} ${inert(redact(text)).replace(/\s*\n\s*/g, " ")}`;
  const seen = Object.entries(policyTexts(policy)).map(([name, choice]) => `${name}: ${choice}`);
  const lines = [
    ...found.remarks.map((remark) => line(remark.found, remark.about, remark.text)),
    ...(found.unfound?.tried ?? []).map((text) => line(false, "tried", text)),
    ...(seen.length > 0 ? [line(true, "policy", `seen: ${seen.join(", ")}`)] : []),
    ...(isAble ? [] : notes.map((note) => line(false, "look", note))),
  ];
  const missing = found.remarks.some((remark) => !remark.found);
  const next = `${variables.map((name) => `${name}=… `).join("")}authmark doctor --target ${file === undefined ? "FILE" : quote(file)}`;
  return [
    "",
    `${style("bold", inert(found.url))}  session`,
    "",
    ...lines,
    "",
    ...(file === undefined ? [] : [`${file} is written.`]),
    missing ? `Fill in what was not found, where the file has a comment on it; then: ${next}` : `Next: ${next}`,
    "",
  ].join("\n");
}

const WIDTH = 11;
