import { expect } from "vitest";
import type { Report } from "../model/report.ts";
import { renderConsole } from "../report/console.ts";
import { FORMATS } from "../report/formats.ts";
import { parseXml } from "./xml.ts";

/** A console's emphasis; nothing that a target says has the same. */
const [START, END] = ["\u001b[1m", "\u001b[22m"];
const emphasis = (_: string, text: string) => `${START}${text}${END}`;

/** Characters that nobody sees, or that do something; line breaks may be there. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** What a CI runner takes for a command. */
const COMMAND = /^\s*::|##\w*\[/m;

/** Renders a report in every format, and in the console's two ways; its own emphasis is taken away again. */
async function renderings(report: Report): Promise<[format: string, text: string][]> {
  const rendered = Object.entries(FORMATS).map(
    async ([format, load]) => [format, (await load())(report)] as [string, string],
  );
  const colourful = renderConsole(report, emphasis).replaceAll(START, "").replaceAll(END, "");
  return [...(await Promise.all(rendered)), ["console", colourful]];
}

/** Expects that a report on a target which does not conform can be shown in every format, and does nothing there. */
export async function expectShowable(report: Report): Promise<void> {
  for (const [format, text] of await renderings(report)) {
    expect(UNSEEN.exec(text)?.[0].codePointAt(0), format).toBeUndefined();
    expect(COMMAND.exec(text)?.[0], format).toBeUndefined();
    expect(text.isWellFormed(), format).toBe(true);
    if (format === "json") expect(JSON.parse(text)).toMatchObject({ summary: { conformant: false } });
    if (format === "junit") expect(parseXml(text)).toMatchObject({ name: "testsuites" });
  }
}

/** Expects that every format tells what a target said; but for the badge, which has nothing but the verdict. */
export async function expectTold(report: Report, said: string): Promise<void> {
  for (const [format, text] of await renderings(report)) {
    expect(text.includes(said), format).toBe(format !== "badge");
  }
}
