import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { serve } from "@authmark/reference-server/app";
import { defaults } from "@authmark/reference-server/config";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/files.ts";

const folder = temporaryFolder();

/** What a page shows of an answer: `…` is what is another one each time. */
const shown = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => new RegExp(`^${line.split("…").map(RegExp.escape).join(".+")}$`));

it.each(["session", "hmail", "getnative"] as const)(
  "what the guide to %s has one type is answered as it says",
  async (protocol) => {
    const page = await readFile(new URL(`../../docs/guides/${protocol}.md`, import.meta.url), "utf8");
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
