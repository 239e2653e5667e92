import { execFileSync } from "node:child_process";
import { join, relative } from "node:path";
import { makeLocalImage, makeNodeImage } from "./local-image.ts";

/** The image of the reference server that tests are made with. */
export const IMAGE = "authmark-self-test/reference:latest";
/** The same, and whatever it is asked to do, it ends at once. */
export const NODE_IMAGE = "authmark-self-test/node:latest";

const root = join(import.meta.dirname, "../../..");

const LINES = [
  `FROM ${NODE_IMAGE}`,
  "COPY rootfs /",
  "USER 1000:1000",
  "ENV AUTHMARK_HOST=0.0.0.0 AUTHMARK_PORT=8080 AUTHMARK_STORE=sqlite:/data/authmark.db",
  "EXPOSE 8080",
  'ENTRYPOINT ["/bin/node", "/app/reference-server/main.ts", "--rate-limit", "off"]',
  `CMD ["--argon2-memory", "64", "--argon2-passes", "1"]`,
];

/**
 * Makes images of what is on this machine alone, without a base and without a registry: Node with the libraries that it
 * is linked with, and the reference server as it is in this repository.
 */
export function makeImages(): void {
  makeNodeImage(NODE_IMAGE);
  makeLocalImage(IMAGE, LINES, ({ put, folder }) => {
    for (const path of foldersOfTheServer()) put(join(root, path), join("/app", path));
    folder("/data");
  });
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

if (import.meta.main) makeImages();
