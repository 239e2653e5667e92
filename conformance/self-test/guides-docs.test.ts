import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { serve } from "@authmark/reference-server/app";
import { defaults } from "@authmark/reference-server/config";
import { expect, it } from "vitest";
import { readTargetFile } from "../targets/target-file.ts";
import { temporaryFolder } from "../testing/files.ts";

const folder = temporaryFolder();
const GUIDES = new URL("../../docs/guides/", import.meta.url);

const literally = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** What a page shows of an answer: `…` is what is another one each time. */
const shown = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => new RegExp(`^${line.split("…").map(literally).join(".+")}$`));

it.each(["session", "hmail", "getnative"] as const)(
  "what the guide to %s has one type is answered as it says",
  async (protocol) => {
    const page = await readFile(new URL(`${protocol}.md`, GUIDES), "utf8");
    const [, section = ""] = page.split("## By hand");
    const blocks = Array.from(section.matchAll(/^```(sh)?\n(.*?)^```$/gms), ([, language, text = ""]) => ({
      isTyped: language === "sh",
      text,
    }));
    const [start = "", ...typed] = blocks.filter(({ isTyped }) => isTyped).map(({ text }) => text);
    const told = blocks.filter(({ isTyped }) => !isTyped).flatMap(({ text }) => shown(text));
    const [, accounts = ""] = /echo '(.*)' > accounts\.json/.exec(start) ?? [];
    expect(start).toContain(`npm run reference -- ${protocol} --port 8100 --accounts accounts.json`);
    expect(typed.length).toBeGreaterThan(0);

    const config = { protocols: [protocol], port: 0, log: "silent" as const, argon2: { memory: 8, passes: 1 } };
    const server = await serve({ ...defaults, ...config, accounts: JSON.parse(accounts) });
    try {
      const { port } = new URL(server.listeners[0]?.url ?? "");
      const script = typed.join("\n").replaceAll("8100", port);
      const { stdout } = await promisify(execFile)("/bin/bash", ["-ec", script], { cwd: folder.path });
      const lines = stdout.trim().split("\n");
      expect(lines).toEqual(told.map((line) => expect.stringMatching(line)));
    } finally {
      await server.close();
    }
  },
);

it("the target files of the guides are target files", async () => {
  const files = await readdir(GUIDES);
  const pages = await Promise.all(files.map((file) => readFile(new URL(file, GUIDES), "utf8")));
  const examples = pages.flatMap((page) =>
    Array.from(page.matchAll(/^```yaml\n(.*?)^```$/gms), ([, text = ""]) => text),
  );
  const env = { ALICE_PASSWORD: "one", BOB_PASSWORD: "two" };
  const targets = examples.map((text) => readTargetFile(folder.write("target.yaml", text), env));
  expect(targets.map(({ protocol }) => protocol)).toEqual(["angen"]);
});
