import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, formatDiagnostic, NodeHost, resolveCompilerOptions } from "@typespec/compiler";

/** Compiles spec/ and, if that went well, puts what came out in the place of what generated/ held. */
const root = join(import.meta.dirname, "..");
const generated = join(root, "generated");
const output = mkdtempSync(join(tmpdir(), "authmark-generate-"));
try {
  const entrypoint = join(root, "spec", "main.tsp");
  const config = join(root, "spec", "tspconfig.yaml");
  const [options, problems] = await resolveCompilerOptions(NodeHost, {
    cwd: join(root, "spec"),
    entrypoint,
    configPath: config,
    overrides: { outputDir: output },
  });
  const program = await compile(NodeHost, entrypoint, options);
  const diagnostics = [...problems, ...program.diagnostics];
  for (const diagnostic of diagnostics) console.error(formatDiagnostic(diagnostic, { pathRelativeTo: root }));
  if (diagnostics.length > 0) {
    console.error("generated/ was left as it was.");
    process.exitCode = 1;
  } else {
    for (const name of readdirSync(generated))
      if (name !== "package.json") rmSync(join(generated, name), { recursive: true });
    cpSync(output, generated, { recursive: true });
    console.log(`generated/ is written: ${readdirSync(output, { recursive: true }).length} files and folders.`);
  }
} finally {
  rmSync(output, { recursive: true, force: true });
}
