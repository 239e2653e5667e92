import { Command, Option } from "commander";
import { suites } from "../catalogue/suites.ts";
import { exitCodeOf } from "../commands/failure.ts";
import { settingsOf } from "../commands/settings.ts";
import { testTargets } from "../commands/test.ts";
import { type RunCommandOptions, withRunOptions } from "../commands/test-options.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { type Reference, startReference } from "./reference.ts";

/** `npm run conformance`: starts the reference server, over HTTP and over TLS, and holds it to its protocols. */
const protocols = Object.keys(suites) as ProtocolId[];
const protocolOption = new Option("--protocol <name>", "of these only").choices(protocols).default(undefined, "all");
const command = new Command("conformance").exitOverride().addOption(protocolOption);
command.action(async (options: RunCommandOptions & { protocol?: ProtocolId }) => {
  const settings = settingsOf(options);
  const references: Reference[] = [];
  try {
    for (const protocol of options.protocol ? [options.protocol] : protocols) {
      for (const transport of ["http", "https"] as const) references.push(await startReference(protocol, transport));
    }
    process.exitCode = await testTargets(
      references.map(({ target }) => target),
      settings,
    );
  } finally {
    await Promise.all(references.map((reference) => reference.stop()));
  }
});

try {
  await withRunOptions(command).parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
