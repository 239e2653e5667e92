import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

/** The image of the reference server that tests are made with. */
export const IMAGE = "authmark-self-test/reference:latest";
/** The same, and whatever it is asked to do, it ends at once. */
export const NODE_IMAGE = "authmark-self-test/node:latest";

const root = join(import.meta.dirname, "../../..");

/**
 * Makes images of what is on this machine alone, without a base and without a registry: Node with the libraries that it
 * is linked with, and the reference server as it is in this repository.
 */
export function makeImages(): void {
  const context = mkdtempSync(join(tmpdir(), "authmark-image-"));
  try {
    const node = realpathSync(process.execPath);
    put(context, node, "/bin/node");
    for (const library of librariesOf(node)) put(context, realpathSync(library), library);
    mkdirSync(join(context, "rootfs/tmp"), { mode: 0o1777 });
    build(context, NODE_IMAGE, ["FROM scratch", "COPY rootfs /", 'ENTRYPOINT ["/bin/node"]']);
    rmSync(join(context, "rootfs"), { recursive: true });
    for (const folder of foldersOfTheServer()) put(context, join(root, folder), join("/app", folder));
    mkdirSync(join(context, "data"));
    build(context, IMAGE, [
      `FROM ${NODE_IMAGE}`,
      "COPY rootfs /",
      "COPY --chown=1000:1000 data /data",
      "USER 1000:1000",
      "ENV AUTHMARK_HOST=0.0.0.0 AUTHMARK_PORT=8080 AUTHMARK_STORE=sqlite:/data/authmark.db",
      "EXPOSE 8080",
      'ENTRYPOINT ["/bin/node", "/app/reference-server/main.ts", "--rate-limit", "off"]',
      `CMD ["--argon2-memory", "64", "--argon2-passes", "1"]`,
    ]);
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

/** The libraries that a program is linked with, by the paths at which it looks for them. */
function librariesOf(program: string): string[] {
  const said = execFileSync("ldd", [program], { encoding: "utf8" });
  return [...said.matchAll(/(\/\S+) \(0x/g)].flatMap(([, path]) => (path === undefined ? [] : [path]));
}

/** The server, what it imports of this repository, and the packages of npm that both need. */
function foldersOfTheServer(): string[] {
  const args = ["ls", "--omit=dev", "--all", "--parseable", "--workspace", "@authmark/reference-server"];
  const listed = execFileSync("npm", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const packages = listed
    .trim()
    .split("\n")
    .map((path) => relative(root, path))
    .filter((path) => path.includes("node_modules/"));
  return [...new Set(["package.json", "generated", "reference-server", ...packages])];
}

function put(context: string, from: string, to: string): void {
  const place = join(context, "rootfs", to);
  mkdirSync(dirname(place), { recursive: true });
  cpSync(from, place, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith(".test.ts") });
}

function build(context: string, tag: string, lines: readonly string[]): void {
  writeFileSync(join(context, "Dockerfile"), `${lines.join("\n")}\n`);
  execFileSync("docker", ["build", "--quiet", "--tag", tag, context], { stdio: ["ignore", "ignore", "inherit"] });
}

if (import.meta.main) makeImages();
