/** What of a manifest is rewritten or held to something; the rest is taken over as it is. */
export interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Data that goes with the code, because the code reads it or people and other languages can use it. */
export const DATA = ["**/*.json", "**/*.yaml", "**/page/*.css", "**/page/*.js"];
/** What a package holds besides its manifest, its README and its licence. */
const FILES = ["**/*.js", "**/*.d.ts", ...DATA];

/**
 * Makes the manifest of a package out of its workspace's: where that points at TypeScript, this points at the
 * JavaScript that was compiled from it, beside which TypeScript finds the declarations.
 *
 * @throws Error for a dependency without an exact version: who installs the package gets what was tested, or nothing
 */
export function packedManifest<M extends Manifest>(workspace: M): M & { files: readonly string[] } {
  for (const [dependency, version] of Object.entries(workspace.dependencies ?? {})) {
    if (/^\d+\.\d+\.\d+$/.test(version)) continue;
    throw new Error(`${workspace.name} depends on ${dependency} ${version}: write an exact version.`);
  }
  const { bin, exports } = workspace;
  return {
    ...workspace,
    ...(bin && { bin: asJavaScript(bin) }),
    ...(exports && { exports: asJavaScript(exports) }),
    files: FILES,
  };
}

/** The README of a package, for who meets it in a registry or in node_modules. */
export function packedReadme({ name, description, bin }: Manifest): string {
  const help = Object.keys(bin ?? {}).map((command) => `\`npx ${command} --help\` says how it is used.\n`);
  return [`# ${name}\n`, `${description}.\n`, ...help, "A part of Authmark. Apache-2.0.\n"].join("\n");
}

/** The folder of a package in dist/: its name without the scope. */
export function folderOf({ name }: Manifest): string {
  return name.replace(/^@.*\//, "");
}

function asJavaScript(paths: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(paths).map(([key, path]) => [key, path.replace(/\.ts$/, ".js")]));
}
