import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { serve } from "@authmark/reference-server/app";
import { defaults } from "@authmark/reference-server/config";
import { expect, it } from "vitest";

const PAGE = new URL("../../docs/angen-by-hand.md", import.meta.url);
const ACCOUNT = { username: "alice", password: "correct horse", email: "alice@example.org" };

/** What is another one each time: ids, codes and times. */
const masked = (text: string) =>
  text
    .replaceAll(/"(id|user_id|identifier_code|renewal_code|expires_at)":"[^"]*"/g, '"$1":"…"')
    .trim()
    .split("\n");

it("what the page on angen by hand has one type is answered as it says", async () => {
  const [, page = ""] = (await readFile(PAGE, "utf8")).split("## A token");
  const [section = ""] = page.split("\n## ");
  const blocks = Array.from(section.matchAll(/^```(sh)?\n(.*?)^```$/gms), ([, language, text = ""]) => ({
    isTyped: language === "sh",
    text,
  }));
  const typed = blocks.filter(({ isTyped }) => isTyped).map(({ text }) => text);
  const told = blocks.filter(({ isTyped }) => !isTyped).flatMap(({ text }) => masked(text));
  expect(typed.length).toBeGreaterThan(1);
  expect(told.length).toBeGreaterThan(4);

  const config = { protocols: ["angen" as const], port: 0, log: "silent" as const, argon2: { memory: 8, passes: 1 } };
  const server = await serve({ ...defaults, ...config, accounts: [ACCOUNT] });
  try {
    const { port } = new URL(server.listeners[0]?.url ?? "");
    const script = typed.join("\n").replaceAll("8200", port).replaceAll("get.jsonl", '"$commands"');
    const { stdout } = await promisify(execFile)("/bin/bash", ["-ec", `commands=$(mktemp)\n${script}\nrm "$commands"`]);
    expect(masked(stdout)).toEqual(told);
  } finally {
    await server.close();
  }
});
