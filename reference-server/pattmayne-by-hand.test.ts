import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createProcesses } from "./testing/processes.ts";

const run = promisify(execFile);
const page = new URL("../docs/pattmayne-by-hand.md", import.meta.url);
const command = "npm run reference -- ";
const mark = "--- next ---";

let directory: string;
const { start, killAll } = createProcesses(() => directory, "pattmayne");
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "authmark-"));
});
afterAll(async () => {
  killAll();
  await rm(directory, { recursive: true });
});

/** The blocks of a page: what is typed, and what is shown after it, if anything is. */
function blocksOf(text: string): { typed: string; shown: string | undefined }[] {
  const blocks = [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, kind = "", content = ""]) => ({
    kind,
    content,
  }));
  return blocks.flatMap(({ kind, content }, index) => {
    const next = blocks[index + 1];
    return kind === "sh" ? [{ typed: content, shown: next?.kind === "" ? next.content : undefined }] : [];
  });
}

/** Text in which … stands for anything in a line. */
function like(text: string): RegExp {
  const parts = text.split("…").map((part) => part.replace(/[^\w\s]/g, "\\$&"));
  return new RegExp(`^${parts.join(".+")}$`);
}

it("what the page says that is typed shows what it says that is shown", async () => {
  const blocks = blocksOf(await readFile(page, "utf8"));
  const [files, server, ...rest] = blocks;
  const bash = (script: string) => run("bash", ["-c", script], { cwd: directory });
  await bash(files?.typed ?? "");
  const [protocol, ...options] = server?.typed.trim().slice(command.length).split(" ") ?? [];
  expect([server?.typed.startsWith(command), protocol]).toEqual([true, "pattmayne"]);
  const free = options.map((option) => option.replace(/^830\d$/, "0"));
  const { listeners } = await start(...free, "--log", "silent", "--argon2-memory", "8");
  const here = (text: string) =>
    ["auth-app", "client-app"].reduce(
      (changed, role, index) =>
        changed.replaceAll(`http://127.0.0.1:830${index}`, listeners.find((each) => each.role === role)?.url ?? ""),
      text,
    );

  const { stdout } = await bash(here(rest.map(({ typed }) => typed).join(`echo '${mark}'\n`)));
  const said = stdout.split(`${mark}\n`);
  expect(rest.length).toBeGreaterThan(5);
  for (const [index, { shown = "" }] of rest.entries()) expect(said[index]).toMatch(like(here(shown)));
});
