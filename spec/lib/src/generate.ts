import { join } from "node:path";
import { compile, formatDiagnostic, NodeHost, resolveCompilerOptions } from "@typespec/compiler";

const SPEC = join(import.meta.dirname, "..", "..");

/**
 * Compiles spec/ and writes what is derived from it below `outputDir`.
 *
 * @returns what is wrong with the source, a text each; with any of them, what is in `outputDir` is not to be used
 */
export async function generate(outputDir: string): Promise<string[]> {
  const entrypoint = join(SPEC, "main.tsp");
  const [options, problems] = await resolveCompilerOptions(NodeHost, {
    cwd: SPEC,
    entrypoint,
    configPath: join(SPEC, "tspconfig.yaml"),
    overrides: { outputDir },
  });
  const program = await compile(NodeHost, entrypoint, options);
  return [...problems, ...program.diagnostics].map((diagnostic) =>
    formatDiagnostic(diagnostic, { pathRelativeTo: join(SPEC, "..") }),
  );
}
