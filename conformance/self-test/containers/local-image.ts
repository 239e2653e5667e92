import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Where the files of an image are gathered. */
export interface Context {
  /** Takes a file or a folder of this machine, without tests. */
  put(from: string, to: string): void;
  /** Takes programs or libraries, with all that they are linked with. */
  link(...programs: readonly string[]): void;
  write(to: string, content: string): void;
  /** Makes a folder that anybody may write to. */
  folder(to: string): void;
}

/**
 * Makes an image of what is on this machine alone, without a registry.
 *
 * @param lines its Dockerfile, where `rootfs` has what was gathered
 */
export function makeLocalImage(tag: string, lines: readonly string[], gather: (context: Context) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "authmark-image-"));
  const place = (to: string) => {
    const path = join(folder, "rootfs", to);
    mkdirSync(dirname(path), { recursive: true });
    return path;
  };
  const put = (from: string, to: string) =>
    cpSync(from, place(to), { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith(".test.ts") });
  try {
    gather({
      put,
      link: (...programs) => {
        const libraries = new Set(programs.flatMap(librariesOf));
        for (const each of libraries) put(realpathSync(each), each);
      },
      write: (to, content) => writeFileSync(place(to), content, { mode: 0o755 }),
      folder: (to) => {
        mkdirSync(place(to));
        chmodSync(place(to), 0o1777);
      },
    });
    writeFileSync(join(folder, "Dockerfile"), `${lines.join("\n")}\n`);
    execFileSync("docker", ["build", "--quiet", "--tag", tag, folder], { stdio: ["ignore", "ignore", "inherit"] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes an image with Node, the libraries that it is linked with, and nothing else: no shell, no user, no package. */
export function makeNodeImage(tag: string): void {
  const node = realpathSync(process.execPath);
  makeLocalImage(tag, ["FROM scratch", "COPY rootfs /", 'ENTRYPOINT ["/bin/node"]'], ({ put, link, folder }) => {
    put(node, "/bin/node");
    link(node);
    folder("/tmp");
  });
}

/** The libraries that a program is linked with, by the paths at which it looks for them. */
function librariesOf(program: string): string[] {
  const said = execFileSync("ldd", [program], { encoding: "utf8" });
  return [...said.matchAll(/(\/\S+) \(0x/g)].flatMap(([, path]) => (path === undefined ? [] : [path]));
}
