import { parse, stringify } from "yaml";
import { DEFAULT_POLICY, type ObservedPolicy } from "../model/policy.ts";
import type { Target } from "../model/target.ts";
import { parseTargetFile } from "../targets/target-file.ts";
import type { Found, Remark } from "./found.ts";
import { skeleton } from "./skeleton.ts";
import { writtenWire } from "./written-wire.ts";

/** What a file is written from. */
export interface Draft {
  readonly found: Found;
  readonly username: string;
  /** The certificate's authority, as the file is to name it. */
  readonly ca?: string;
  /** What the server was seen to do; absent where nobody has looked yet. */
  readonly policy?: ObservedPolicy;
}

/** Writes a target file of what was found, with a comment beside what is not sure or not there. */
export function draft({ found, username, ca, policy }: Draft): string {
  const { url, session, remarks } = found;
  const identity = session?.identity?.value;
  const account = { username, password: `\${AUTHMARK_PASSWORD}`, ...(identity !== undefined && { identity }) };
  const blocks = [
    HEAD,
    block({ name: new URL(url).host, protocol: "session", at: { url, ...(ca !== undefined && { ca }) } }),
    [block({ accounts: [account] }), SECOND_ACCOUNT].join("\n"),
    ...lifetimesBlock(remarks),
    ...policyBlock(policy),
    ...wireBlock(found),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const HEAD = [
  "# A target of authmark, as authmark init --probe found it. Look at what a comment stands beside.",
  `# \${VARIABLE} takes a value from the environment, so that no password stands here.`,
].join("\n");
const SECOND_ACCOUNT = [
  "  # A second user lets more be tested, one with a password of more than 128 bytes everything:",
  `  # - { username: bob, password: "\${BOB_PASSWORD}" }`,
].join("\n");

function block(value: object, indent = ""): string {
  const text = stringify(value, { lineWidth: 0, defaultStringType: "PLAIN" }).trimEnd();
  return text.replace(/^/gm, indent);
}

/** A text from a server on one line, so that it stays a comment. */
function comment(text: string, indent = ""): string {
  return `${indent}# ${text.replace(/\p{Cc}+/gu, " ")}`;
}

function notFound(remarks: readonly Remark[], about: Remark["about"], indent = ""): string[] {
  const missing = remarks.filter((remark) => remark.about === about && !remark.found);
  return missing.map(({ text }) => comment(`not found: ${text}`, indent));
}

function lifetimesBlock(remarks: readonly Remark[]): string[] {
  const missing = notFound(remarks, "lifetimes");
  const names = ["access", "refresh"].filter((name) => missing.some((text) => text.includes(`lifetimes.${name}`)));
  return names.length > 0
    ? [[...missing, `# lifetimes: { ${names.map((name) => `${name}: 15m`).join(", ")} }`].join("\n")]
    : [];
}

/** What was seen, beside the default where that is otherwise: what is not meant is to be taken out, and mended. */
function policyBlock(policy: ObservedPolicy | undefined): string[] {
  if (!policy || Object.keys(policy).length === 0) return [];
  const usual: Readonly<Record<string, unknown>> = { ...DEFAULT_POLICY };
  const lines = Object.entries(policy).map(([name, choice]) => {
    if (choice === "grace") return `  # not found: for how long\n  # reuse: { grace: 10s }`;
    const isUsual = usual[name] === undefined || usual[name] === choice;
    return `  ${name}: ${choice}${isUsual ? "" : `   # the default is ${usual[name]}: is this meant?`}`;
  });
  const isEmpty = Object.values(policy).every((choice) => choice === "grace");
  const head = "# What it was seen to do where the protocol leaves it a choice. What is not meant, take out.";
  return [[head, `policy:${isEmpty ? " {}" : ""}`, ...lines].join("\n")];
}

function wireBlock({ remarks, ...found }: Found): string[] {
  const { preset, operations } = writtenWire(found);
  if (!found.login) {
    const tried = (found.unfound?.tried ?? []).map((text) => comment(`tried: ${text}`));
    const wire = block({ wire: skeleton(found.unfound ?? { tried: [] }, found.headers) }).replace(/^/gm, "# ");
    return [[...notFound(remarks, "login"), ...tried, wire].join("\n")];
  }
  const written = Object.entries(operations).map(([name, operation]) =>
    [...beside(remarks, name), block({ [name]: operation }, "  ")].join("\n"),
  );
  if (preset === undefined && written.length === 0) return ["# Its wire is the protocol's own."];
  const missing = (["session", "logout"] as const)
    .filter((name) => operations[name] === undefined)
    .flatMap((name) => notFound(remarks, name, "  "));
  return [["wire:", ...missing, ...(preset === undefined ? [] : [block({ preset }, "  ")]), ...written].join("\n")];
}

/** What was seen of an operation, or what is to be given in its place. */
function beside(remarks: readonly Remark[], about: string): string[] {
  const own = remarks.filter((remark) => remark.about === about);
  return own.map(({ found, text }) => comment(found ? text : `not found: ${text}`, "  "));
}

/**
 * The target that a file describes which is not written yet.
 *
 * @param file where it will be
 */
export function targetOf(text: string, file: string, environment: NodeJS.ProcessEnv): Target {
  return parseTargetFile(parse(text), file, environment);
}
