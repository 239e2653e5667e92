import { startPostgres } from "@authmark/reference-server/testing/postgres";
import { Command, Option } from "commander";
import { suites } from "../catalogue/suites.ts";
import { exitCodeOf } from "../commands/failure.ts";
import { wholeNumber } from "../commands/numbers.ts";
import { settingsOf } from "../commands/settings.ts";
import { testTargets } from "../commands/test.ts";
import { type RunCommandOptions, withRunOptions } from "../commands/test-options.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { type Deployment, startReference } from "./reference.ts";
import { type Startable, startedTargets } from "./started.ts";
import { variants } from "./variants.ts";

/**
 * `npm run conformance`: starts the reference server, over HTTP and over TLS, and holds it to its protocols. With
 * `--instances`, so many processes of it stand behind one address, and keep what they know in one database. With
 * `--command`, `--image` or `--compose`, it is started from that, as one of its images is.
 */
const protocols = Object.keys(suites) as ProtocolId[];
const protocolOption = new Option("--protocol <name>", "of these only").choices(protocols).default(undefined, "all");
const instancesOption = new Option("--instances <number>", "so many servers behind one address, with a PostgreSQL");
const command = new Command("conformance").exitOverride().addOption(protocolOption).addOption(instancesOption);
command
  .option("--command <command>", "what this command starts, by the contract in docs/containers.md")
  .option("--image <name>", "or a container of this image")
  .option("--compose <file>", "or what this compose file brings up")
  .option("--port <number>", "the port that a command, an image or a service listens on");
type Options = RunCommandOptions & Startable & { protocol?: ProtocolId; instances?: string };
command.action(async ({ protocol, instances: asked, ...options }: Options) => {
  const settings = settingsOf(options);
  const chosen = protocol ? [protocol] : protocols;
  if (options.command ?? options.image ?? options.compose ?? options.port) {
    process.exitCode = await testTargets(startedTargets(chosen, options), settings);
    return;
  }
  const instances = asked === undefined ? 1 : wholeNumber("--instances", asked, 2, 8);
  const cluster = asked === undefined ? undefined : await startPostgres();
  const starts = chosen.flatMap((each) =>
    variants[each].flatMap((variant) =>
      (["http", "https"] as const).map(async (transport) => {
        const deployment: Deployment = cluster ? { instances, store: await cluster.newPlace() } : {};
        return startReference(each, transport, variant, deployment);
      }),
    ),
  );
  try {
    const references = await Promise.all(starts);
    process.exitCode = await testTargets(
      references.map(({ target }) => target),
      settings,
    );
  } finally {
    const started = (await Promise.allSettled(starts)).filter((start) => start.status === "fulfilled");
    await Promise.all(started.map(({ value }) => value.stop()));
    await cluster?.stop();
  }
});

try {
  await withRunOptions(command).parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
