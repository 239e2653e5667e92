import { spawn } from "node:child_process";
import { serve } from "@authmark/reference-server/app";
import { expect, it } from "vitest";
import { ACCOUNTS } from "./accounts.ts";
import { hostilities, startHostileServer } from "./hostile-servers.ts";
import { CHEAP } from "./kills.ts";

const MAIN = new URL("../main.ts", import.meta.url).pathname;
/** Some hundred answers. */
const BEHIND_LOGIN = ["**/at-*", "*.check-auth-*", "*.mails-*", "*.no-request-is-a-server-error/the-whole-run"];
/** A run that keeps more than this ends in a crash, and not in a verdict. */
const HEAP_MB = 96;
/** All that the process has, with what Node and its buffers take. */
const BOUND_MB = 300;
const TELLS_ITS_PEAK =
  'data:text/javascript,process.on("exit",()=>console.error("peak "+process.resourceUsage().maxRSS))';

it("a run keeps little, however much it is told", { timeout: 300_000 }, async () => {
  const sound = await serve({ ...CHEAP, accessTtl: 600, refreshTtl: 1200, protocols: ["hmail"], port: 0 });
  const server = await startHostileServer(
    hostilities["sends a body of a megabyte"],
    new URL(sound.listeners[0]?.url ?? ""),
  );
  const accounts = ACCOUNTS.flatMap(({ username, password }) => ["--account", `${username}:${password}`]);
  const flags = [`--max-old-space-size=${HEAP_MB}`, `--import=${TELLS_ITS_PEAK}`];
  const target = ["test", "--protocol", "hmail", "--url", server.url, ...accounts, "--max-wait", "0"];
  const only = BEHIND_LOGIN.flatMap((glob) => ["--only", glob]);
  const child = spawn(process.execPath, [...flags, MAIN, ...target, ...only], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const said = (await child.stderr.toArray()).join("");

  expect([await ended, said]).toEqual([1, expect.stringMatching(/peak \d+/)]);
  expect(Number(/peak (\d+)/.exec(said)?.[1]) / 1024).toBeLessThan(BOUND_MB);
  await server.stop();
  await sound.close();
});
