import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const [main, server] = ["../main.ts", "crashing-server.ts"].map((file) => join(import.meta.dirname, file));

it("a target that ends in the middle is found to, with its exit code, its last words and the request before", async () => {
  const command = `${process.execPath} ${server}`;
  const target = ["--protocol", "hmail", "--command", command, "--account", "alice:hunter22hunter22"];
  // One at a time, so that only one request can have been the last.
  const how = ["--only", "hmail.unreadable-body-is-refused", "--only", "hmail.no-request-is-a-server-error"];
  const args = [main ?? "", "test", ...target, ...how, "--concurrency", "1", "--seed", "7"];
  const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile(process.execPath, args, (error, stdout) => resolve({ code: error?.code, said: stdout }));
  });
  expect(said).toContain(
    "! the target did not last: it ended with exit code 3, and nobody had stopped it; the last that it wrote: SyntaxError: this is no JSON",
  );
  expect(said).toMatch(/✗ \d {2}violation {2}hmail\.no-request-is-a-server-error\/the-whole-run/);
  expect(said).toMatch(/actual {4}unanswered: .*; it ended with exit code 3/);
  expect(said).toMatch(/^ {2}log {7}SyntaxError: this is no JSON/m);
  expect(code).toBe(1);
}, 60_000);
