import { Command } from "commander";
import { exitCodeOf } from "../commands/failure.ts";
import { parseReports } from "../commands/reports.ts";
import { runOptionsOf, testTargets } from "../commands/test.ts";
import { type TestOptions, withTestOptions } from "../commands/test-options.ts";
import { type Reference, startReference } from "./reference.ts";

/** `npm run conformance`: starts the reference server, over HTTP and over TLS, and holds it to its protocols. */
const command = new Command("conformance").exitOverride().action(async (options: TestOptions) => {
  const reports = parseReports(options.report);
  const runOptions = runOptionsOf(options);
  const references: Reference[] = [];
  try {
    for (const transport of ["http", "https"] as const) references.push(await startReference("hmail", transport));
    process.exitCode = await testTargets(
      references.map(({ target }) => target),
      runOptions,
      reports,
    );
  } finally {
    await Promise.all(references.map((reference) => reference.stop()));
  }
});

try {
  await withTestOptions(command).parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
