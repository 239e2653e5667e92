import { join } from "node:path";
import { type CompilerHost, compile, createSourceFile, NodeHost, type Program } from "@typespec/compiler";

const LIBRARY = join(import.meta.dirname, "..", "..");
const SOURCES = join(LIBRARY, "testing");
const OUTPUT = join(LIBRARY, "testing", "output");

/** Compiles TypeSpec sources, by file name, as if they lay in a folder of our library; `main.tsp` is read first. */
export function compileSources(sources: Record<string, string>): Promise<Program> {
  return compile(hostOf(sources), join(SOURCES, "main.tsp"), { noEmit: true });
}

/** Compiles the same, and gives what our emitter writes, by path. */
export async function emitSources(sources: Record<string, string>) {
  const files: Record<string, string> = {};
  const host: CompilerHost = {
    ...hostOf(sources),
    mkdirp: async () => undefined,
    writeFile: async (path, content) => {
      files[path.slice(OUTPUT.length + 1)] = content;
    },
  };
  const options = { "authmark-typespec": { "emitter-output-dir": OUTPUT } };
  const program = await compile(host, join(SOURCES, "main.tsp"), { emit: [LIBRARY], options, outputDir: OUTPUT });
  return { program, files };
}

/** What a program's author is told, as `code: message`. */
export function diagnosticsOf(program: Program): string[] {
  return program.diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

function hostOf(sources: Record<string, string>): CompilerHost {
  const texts = new Map(Object.entries(sources).map(([name, text]) => [join(SOURCES, name), text]));
  return {
    ...NodeHost,
    readFile: async (path) => {
      const text = texts.get(path);
      return text === undefined ? NodeHost.readFile(path) : createSourceFile(text, path);
    },
    stat: async (path) => (texts.has(path) ? { isFile: () => true, isDirectory: () => false } : NodeHost.stat(path)),
    realpath: async (path) => (texts.has(path) ? path : NodeHost.realpath(path)),
  };
}
