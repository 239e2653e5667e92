import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../model/report.ts";
import { renderHtml } from "../../report/html/page.ts";
import { exchange } from "../../testing/exchanges.ts";
import { temporaryFolder } from "../../testing/files.ts";
import { fail, hostile, NOT_TESTED, PASS, reportOn, result, runOf } from "../../testing/results.ts";
import { startChromium } from "./chromium.ts";

const folder = temporaryFolder();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");
let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

/** In a browser's words, since there is no document here. */
const OPEN_ALL = "for (const each of document.querySelectorAll('details')) each.open = true";
const READ_BY_AXE = `axe.run(document, { resultTypes: ["violations"] })
  .then(({ violations }) => violations.map(({ id, impact, nodes }) => [id, impact, nodes[0].html].join(" ")))`;

const pageUrl = (name: string, report: Report) => pathToFileURL(folder.write(name, renderHtml(report))).href;

async function open(url: string, options: Parameters<Browser["newPage"]>[0] = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const heard: string[] = [];
  page.on("request", (request) => void (request.url().startsWith("file:") || heard.push(request.url())));
  page.on("console", (message) => void heard.push(message.text()));
  page.on("dialog", (dialog) => void heard.push(dialog.message()));
  await page.goto(url);
  return { page, heard };
}

const login = exchange({ step: "login", response: { body: '"accessToken#1"' } });
const attempt = exchange({ request: { body: '"accessToken#1"' }, startedAt: 1 });
const failing = reportOn([
  runOf([result("MUST", fail(), [login, attempt]), result("MUST", PASS, [], 1), result("SHOULD", NOT_TESTED)]),
]);

const shownRows = (page: Page) => page.locator(".requirement:visible").count();

describe("a report in a browser", () => {
  it.each([
    ["light", 1280],
    ["dark", 390],
  ] as const)("can be read without eyes, %s and %i wide", async (colorScheme, width) => {
    const { page } = await open(pageUrl("axe.html", failing), {
      colorScheme,
      bypassCSP: true,
      viewport: { width, height: 900 },
    });
    await page.evaluate(OPEN_ALL);
    // What is not in sight yet is looked at as well.
    await page.addStyleTag({ content: "* { content-visibility: visible !important }" });
    await page.evaluate(axe);
    const found = await page.evaluate(READ_BY_AXE);
    expect(found).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await page.close();
  });

  it("can be read without a mouse: a link opens its finding, and the finding has its tokens", async () => {
    const { page, heard } = await open(pageUrl("keys.html", failing));
    await page.locator(".index a").first().focus();
    await page.keyboard.press("Enter");
    const row = page.locator(".requirement[open]");
    expect(await row.count()).toBe(1);
    expect(await row.locator(".family").innerText()).toMatch(
      /login[\s\S]*accessToken#1[\s\S]*attempt[\s\S]*the finding/,
    );
    await page.keyboard.press("Enter");
    expect(await page.locator(".requirement[open]").count()).toBe(0);
    expect(heard).toEqual([]);
    await page.close();
  });

  it("shows what is chosen by grade, level and words, and says how much that is", async () => {
    const { page } = await open(pageUrl("filter.html", failing));
    await page.getByRole("combobox", { name: "Grade" }).selectOption("violation");
    expect(await shownRows(page)).toBe(1);
    expect(await page.getByRole("status").innerText()).toBe("1 of 3 requirements");
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByRole("combobox", { name: "Level" }).selectOption("SHOULD");
    expect(await shownRows(page)).toBe(1);
    await page.getByRole("combobox", { name: "Level" }).selectOption("");
    await page.getByRole("searchbox").fill("no such word");
    expect(await shownRows(page)).toBe(0);
    await page.close();
  });

  it("does nothing that a target says", async () => {
    const texts = [
      "</script><script>alert(1)</script>",
      `"><img src="http://127.0.0.1:1/x" onerror="alert(2)">`,
      "' autofocus onfocus='alert(3)' x='",
      "</pre></details><iframe src=javascript:alert(4)></iframe>",
      "</title><meta http-equiv=refresh content='0;url=http://127.0.0.1:1/'>",
      "<svg/onload=alert(5)>",
    ];
    const results = texts.map((text, index) => result("MUST", fail(text), [hostile(text)], index));
    const { page, heard } = await open(
      pageUrl("hostile.html", reportOn([runOf(results, { name: texts.join() }, texts)])),
    );
    await page.evaluate(OPEN_ALL);
    await page.waitForTimeout(300);
    expect(heard).toEqual([]);
    expect(await page.locator("img, iframe, script, meta[http-equiv=refresh], svg").count()).toBe(1);
    expect(await page.locator(".received").first().textContent()).toContain(texts[0]);
    await page.close();
  });

  it("opens with 10,000 checks in less than a second", async () => {
    const { page } = await open(pageUrl("large.html", largeReport()));
    const rows = await page.locator(".tested").count();
    const times: number[] = [];
    // What else the machine does meanwhile is not the page's: the quickest of a few counts.
    for (let time = 0; time < 4; time++) {
      await page.reload();
      times.push(Number(await page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")));
    }
    console.log(`10,000 checks: loaded after ${times.map(Math.round).join(", ")} ms`);
    expect(rows).toBe(10_000);
    expect(Math.min(...times)).toBeLessThan(1_000);
    await page.close();
  });
});

/** Ten checks for each of a thousand requirements; one in twenty fails. */
function largeReport(): Report {
  const [run] = failing.runs;
  const [found, passed] = run?.checks ?? [];
  const [requirement] = run?.requirements ?? [];
  if (!run || !found || !passed || !requirement) throw new Error("The small report is not as expected.");
  const ids = Array.from({ length: 1_000 }, (_, index) => `${requirement.id}-${index}`);
  const requirements = ids.map((id, index) => ({
    ...requirement,
    id,
    operation: `operation ${index % 20}`,
    grade: index % 2 === 0 ? ("violation" as const) : ("conformant" as const),
    checks: [],
  }));
  const checks = ids.flatMap((id, index) =>
    Array.from({ length: 10 }, (_, circumstance) => ({
      ...(circumstance === 0 && index % 2 === 0 ? found : passed),
      requirement: id,
      id: `${id}/circumstance-${circumstance}`,
    })),
  );
  return { ...failing, runs: [{ ...run, requirements, checks }] };
}
