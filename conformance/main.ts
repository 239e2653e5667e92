#!/usr/bin/env node
import { Command } from "commander";
import { exitCodeOf } from "./commands/failure.ts";
import { keepSmall } from "./commands/memory.ts";
import { briefly, gather, maxWaitOption, withTargetOptions, withTestOptions } from "./commands/test-options.ts";
import { version } from "./version.ts";

const program = new Command("authmark")
  .description("Holds an auth server, in any language, to its protocol.")
  .version(version)
  .showHelpAfterError("(authmark --help says more)")
  .configureHelp(briefly)
  .exitOverride();

withTestOptions(
  program.command("test").description("test a server: by a target file, or by protocol and address"),
).action(async (options) => {
  keepSmall();
  process.exitCode = await (await import("./commands/test.ts")).test(options);
  // What an interruption left waiting is not worth waiting for.
  if (process.exitCode === 130) process.exit();
});

withTargetOptions(program.command("doctor").description("look whether a server can be tested, before any check"))
  .addOption(maxWaitOption())
  .action(async (options) => {
    process.exitCode = await (await import("./commands/doctor.ts")).doctor(options);
  });

program
  .command("list")
  .description("the requirements, with their checks or the reason for none")
  .option("--protocol <name>", "of one protocol only")
  .option("--dialects", "instead, the deviations that a target file can declare, and what they deviate from")
  .option("--json", "for programs")
  .action(async (options) => (await import("./commands/list.ts")).list(options));

program
  .command("explain")
  .argument("<id>", "a requirement, or one of its checks")
  .description("a requirement's sentence and source, its checks, and the broken servers that they catch")
  .action(async (id) => (await import("./commands/explain.ts")).explain(id));

program
  .command("diff")
  .argument("<old>", "a report in JSON")
  .argument("<new>", "a later one")
  .description("what got better or worse between two reports, and whether the suite or the target changed")
  .action(async (old, later) => {
    process.exitCode = (await import("./commands/diff.ts")).diff(old, later);
  });

program
  .command("init")
  .argument("[file]", "where to write it (authmark.yaml; with --probe, standard output)")
  .option("--protocol <name>", "the protocol of the server")
  .option("--role <name>", "what the server is, where its protocol has several roles")
  .option("--probe <url>", "find out what to write from a server of sessions, by one account")
  .option("--account <user[:password]>", "the account; the password may come from AUTHMARK_PASSWORD")
  .option("--client <id[:secret]>", "the client of an OAuth server; the secret may come from AUTHMARK_CLIENT_SECRET")
  .option("--header <name: value>", "a field for every request; a secret can be a variable, as in the file", gather, [])
  .option("--ca <file>", "the certificate of a private authority, in PEM")
  .option("--output <file>", "the same as [file]")
  .option("--allow-remote", "probe a server that is not on this machine")
  .description("write a target file to begin with, every key explained; or, with --probe, one for your server")
  .action(async (argument, { output, ...options }) => {
    const file = output ?? argument;
    if (options.probe === undefined) (await import("./commands/init.ts")).init(file, options);
    else process.exitCode = await (await import("./commands/init-probe.ts")).initByProbe(file, options);
  });

program
  .command("schema")
  .argument("<what>", "target or report")
  .description("the JSON Schema of target files, or of reports, for editors and programs")
  .action(async (what) => (await import("./commands/schema.ts")).schema(what));

// Who reads no further, such as head, has seen enough; the exit code is the verdict's all the same.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
