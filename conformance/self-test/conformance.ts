import { Command, Option } from "commander";
import { suites } from "../catalogue/suites.ts";
import { exitCodeOf } from "../commands/failure.ts";
import { settingsOf } from "../commands/settings.ts";
import { testTargets } from "../commands/test.ts";
import { type RunCommandOptions, withRunOptions } from "../commands/test-options.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { startReference } from "./reference.ts";
import { variants } from "./variants.ts";

/** `npm run conformance`: starts the reference server, over HTTP and over TLS, and holds it to its protocols. */
const protocols = Object.keys(suites) as ProtocolId[];
const protocolOption = new Option("--protocol <name>", "of these only").choices(protocols).default(undefined, "all");
const command = new Command("conformance").exitOverride().addOption(protocolOption);
command.action(async (options: RunCommandOptions & { protocol?: ProtocolId }) => {
  const settings = settingsOf(options);
  const asked = options.protocol ? [options.protocol] : protocols;
  const starts = asked.flatMap((protocol) =>
    variants[protocol].flatMap((variant) => [
      startReference(protocol, "http", variant),
      startReference(protocol, "https", variant),
    ]),
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
  }
});

try {
  await withRunOptions(command).parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
