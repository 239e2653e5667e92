import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examine } from "./examine.ts";
import { install } from "./install.ts";
import { REAL_SERVERS, type RealServer } from "./servers.ts";

/**
 * `npm run test:real [NAME…]`: tests servers that others wrote, and holds what is found to what is known. A server that
 * cannot be installed here is skipped. `AUTHMARK_REAL_CACHE` is a folder for what npm installs, kept for the next time.
 */
const names = process.argv.slice(2);
const unknown = names.filter((name) => !REAL_SERVERS.some((server) => server.name === name));
if (unknown.length > 0) {
  console.error(
    `No server is called ${unknown.join(", ")}. There are ${REAL_SERVERS.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), "authmark-real-"));
const cache = process.env["AUTHMARK_REAL_CACHE"] ?? join(scratch, "cache");
const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort());
const secrets = {
  ALICE_PASSWORD: `alice-${randomBytes(9).toString("hex")}`,
  // Longer than 128 bytes, so that all of it is tested.
  BOB_PASSWORD: `bob-${randomBytes(70).toString("hex")}`,
  CLIENT_SECRET: randomBytes(24).toString("hex"),
};
const count = { passed: 0, failed: 0 };

try {
  mkdirSync(cache, { recursive: true });
  for (const server of REAL_SERVERS) {
    if (interruption.signal.aborted) break;
    if (names.length === 0 || names.includes(server.name)) await tell(server);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = interruption.signal.aborted ? 130 : count.failed > 0 ? 1 : 0;

/** A line on one server; behind it the whole report, where something is not as known. */
async function tell(server: RealServer): Promise<void> {
  const name = server.name.padEnd(14);
  const installed = await install(server, cache);
  if ("because" in installed) return console.log(`skipped  ${name} ${installed.because}`);
  try {
    const { modules } = installed;
    const found = await examine(server, modules, join(scratch, server.name), secrets, interruption.signal);
    count[found.isAsKnown ? "passed" : "failed"]++;
    console.log(`${found.isAsKnown ? "passed " : "failed "}  ${name} ${found.verdict}`);
    if (!found.isAsKnown) console.log(found.text);
  } catch (error) {
    count.failed++;
    console.log(`failed   ${name} ${(error as Error).message}`);
  }
}
