import { type Command, Help, Option } from "commander";
import { DEFAULT_MAX_WAIT_MS } from "../model/defaults.ts";
import { LOCAL_DOCS } from "../report/docs-pages.ts";

// Every command loads this file, --help too, so it imports nothing that takes time. What options mean is in targets.ts.

/** How help is written: that an option may be left out need not be said of each that can be given several times. */
export const briefly: Partial<Help> = {
  optionDescription: (option) => new Help().optionDescription(option).replace(" (default: [])", ""),
};

/** Adds the options of `authmark test` to a command. */
export function withTestOptions(command: Command): Command {
  return withRunOptions(withTargetOptions(command)).option("--plan", "print what will run, and ask nothing");
}

/** Adds the options that say what is tested. */
export function withTargetOptions(command: Command): Command {
  return command
    .option("--target <file>", "a target file; several are tested at once", gather, [])
    .option("--protocol <name>", "the protocol of the server that one of the next options names")
    .option("--role <name>", "what that server is, where its protocol has several roles")
    .option("--url <url>", "the server's address")
    .option("--command <command>", "or a command that starts it, on the port AUTHMARK_PORT")
    .option("--image <name>", "or an image, which is run in a container")
    .option("--compose <file>", "or a compose file, which is brought up as a project of its own")
    .option("--port <number>", "the port that a command, an image or a service listens on")
    .option("--ca <file>", "the certificate of a private authority, in PEM")
    .option(
      "--account <user[:password]>",
      "a user of the server; the password may come from AUTHMARK_PASSWORD",
      gather,
      [],
    )
    .option(
      "--lifetime <name=seconds>",
      "access=, refresh=, code= or leeway=, where the wire does not tell",
      gather,
      [],
    )
    .option("--allow-remote", "test a server that is not on this machine");
}

/** Adds the options that say how to test, whatever is tested. */
export function withRunOptions(command: Command): Command {
  return command
    .option("--only <glob>", "only these checks or requirements; * within a segment, ** across /", gather, [])
    .option("--skip <glob>", "not these", gather, [])
    .option("--concurrency <n>", "how many checks run at once", "8")
    .addOption(maxWaitOption())
    .option("--seed <n>", "the order of the checks, and what they draw")
    .option("--repeat <n>", "test so often, with seeds that follow each other, to find what is unstable")
    .option(
      "--timing",
      "measure times as well: 80 logins that fail, half of them one user's, and a verdict that can err",
    )
    .option("--baseline <file>", "known findings: they do not count for the exit code, and may not become stale")
    .option("--strict", "count known deviations from the protocol as violations")
    .option("--min-verified <n>", "fail (3) where fewer MUSTs were verified")
    .option(
      "--report <format[=path]>",
      "json, junit, html, markdown, ctrf, sarif or badge; to standard output without a path",
      gather,
      [],
    )
    .option("--docs <url>", "where the docs are served, to which reports link", LOCAL_DOCS);
}

/** `--max-wait`, which decides what can be tested. */
export function maxWaitOption(): Option {
  const option = new Option("--max-wait <seconds>", "the longest expiry to wait for, and the longest 429 to sit out");
  return option.default(String(DEFAULT_MAX_WAIT_MS / 1000));
}

/** Several values of one option, in their order. */
export function gather(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** How to test, as the command line gives it. */
export interface RunCommandOptions {
  only: string[];
  skip: string[];
  concurrency: string;
  maxWait: string;
  seed?: string;
  repeat?: string;
  timing?: true;
  baseline?: string;
  strict?: true;
  minVerified?: string;
  report: string[];
  docs: string;
}

/** What is tested, as the command line gives it. */
export interface TargetOptions {
  target: string[];
  protocol?: string;
  role?: string;
  url?: string;
  command?: string;
  image?: string;
  compose?: string;
  port?: string;
  ca?: string;
  account: string[];
  lifetime: string[];
  allowRemote?: true;
}

/** The options of `authmark test`, as the command line gives them. */
export interface TestOptions extends RunCommandOptions, TargetOptions {
  plan?: true;
}
