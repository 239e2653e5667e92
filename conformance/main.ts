#!/usr/bin/env node
import { Command } from "commander";
import { UsageError } from "./model/errors.ts";
import { version } from "./version.ts";

const list = (value: string, before: string[]) => [...before, value];

const program = new Command("authmark")
  .description("Holds an auth server, in any language, to its protocol.")
  .version(version)
  .showHelpAfterError("(authmark --help says more)")
  .exitOverride();

program
  .command("test")
  .description("test a server: by a target file, or by protocol and address")
  .option("--target <file>", "a target file; several are tested one after the other", list, [])
  .option("--protocol <name>", "the protocol of the server at --url")
  .option("--url <url>", "the server's address")
  .option("--ca <file>", "the certificate of a private authority, in PEM")
  .option("--account <user[:password]>", "a user of the server; the password may come from AUTHMARK_PASSWORD", list, [])
  .option("--lifetime <name=seconds>", "access=, refresh= or leeway=, where the wire does not tell", list, [])
  .option("--only <glob>", "only these checks or requirements; * within a segment, ** across /", list, [])
  .option("--skip <glob>", "not these", list, [])
  .option("--concurrency <n>", "how many checks run at once", "8")
  .option("--max-wait <seconds>", "the longest expiry to wait for", "60")
  .option("--seed <n>", "the order of the checks, and what they draw")
  .option("--allow-remote", "test a server that is not on this machine")
  .option("--report <format[=path]>", "json or junit; to standard output without a path", list, [])
  .action(async (options) => {
    process.exitCode = await (await import("./commands/test.ts")).test(options);
  });

program
  .command("list")
  .description("the requirements, with their checks or the reason for none")
  .option("--protocol <name>", "of one protocol only")
  .option("--json", "for programs")
  .action(async (options) => (await import("./commands/list.ts")).list(options));

program
  .command("explain")
  .argument("<id>", "a requirement, or one of its checks")
  .description("a requirement's sentence and source, its checks, and the broken servers that they catch")
  .action(async (id) => (await import("./commands/explain.ts")).explain(id));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** Says what went wrong, unless that has been said, and tells a caller's mistake (2) from a fault of the suite (5). */
function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`authmark: ${error.message}`);
    return 2;
  }
  const { code, exitCode } = error as { code?: string; exitCode?: number };
  if (code?.startsWith("commander.")) return exitCode === 0 ? 0 : 2;
  console.error("authmark: a fault of the suite, not of your server. Please report it with this:");
  console.error(error);
  return 5;
}
