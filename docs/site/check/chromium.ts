import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { startChromium } from "../../../conformance/self-test/browser/chromium.ts";

const PAGES: Readonly<Record<string, string>> = {
  start: "/",
  guide: "/guides/session/",
  requirement: "/requirements/hmail/access-token-is-no-refresh-token/",
  requirements: "/requirements/session/",
  "kill-matrix": "/broken-servers/hmail/",
  reference: "/reference/session/",
};
const SCROLLS_BY_KEYBOARD =
  "[...document.querySelectorAll('pre')].every((code) => code.scrollWidth <= code.clientWidth || code.tabIndex >= 0)";
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** A page in one way to look at it. */
interface View {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly scheme: "light" | "dark";
}

/**
 * Opens some pages of each kind in Chromium, on a phone and on a desk, by day and by night, and says what is wrong:
 * requests that leave the site, what fails, what is wider than its screen, and what axe-core finds serious.
 * @param screenshots a folder for a picture of each; without it none is taken
 */
export async function lookAt(origin: string, screenshots: string | undefined): Promise<string[]> {
  const browser = await startChromium();
  try {
    const problems: string[] = [];
    for (const [name, path] of Object.entries(PAGES)) {
      for (const width of [1280, 390]) {
        for (const scheme of ["light", "dark"] as const) {
          problems.push(...(await lookAtOne(browser, origin, { name, path, width, scheme }, screenshots)));
        }
      }
    }
    return [...problems, ...(await search(browser, origin))];
  } finally {
    await browser.close();
  }
}

async function lookAtOne(browser: Browser, origin: string, view: View, screenshots?: string): Promise<string[]> {
  const { page, problems, close } = await open(browser, origin, view);
  const wide = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  if (Number(wide) > 0) problems.push(`is ${wide} pixels wider than the screen`);
  // A script makes code that scrolls reachable by keyboard once the page is idle; where it does not, axe says so.
  await page.waitForFunction(SCROLLS_BY_KEYBOARD, undefined, { timeout: 5_000 }).catch(() => undefined);
  await page.addScriptTag({ path: AXE });
  const { violations } = (await page.evaluate("axe.run()")) as {
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  };
  for (const { id, impact, nodes } of violations) {
    if (impact === "serious" || impact === "critical") problems.push(`${id} (${impact}): ${nodes[0]?.html}`);
  }
  if (screenshots) {
    await page.screenshot({ path: join(screenshots, `${view.name}-${view.width}-${view.scheme}.png`) });
  }
  await close();
  return problems.map((problem) => `${view.path} at ${view.width}, ${view.scheme}: ${problem}`);
}

/** A reader who looks for a requirement finds it. */
async function search(browser: Browser, origin: string): Promise<string[]> {
  const { page, problems, close } = await open(browser, origin, {
    name: "search",
    path: "/",
    width: 1280,
    scheme: "light",
  });
  await page.locator("site-search button[data-open-modal]").click();
  await page.locator("site-search input").fill("access token is no refresh token");
  const result = page.locator('site-search a[href*="/requirements/"]').first();
  await result.waitFor({ timeout: 20_000 }).catch(() => problems.push("no requirement is found"));
  await close();
  return problems.map((problem) => `search: ${problem}`);
}

async function open(browser: Browser, origin: string, { path, width, scheme }: View) {
  const context = await browser.newContext({
    viewport: { width, height: width > 600 ? 800 : 844 },
    colorScheme: scheme,
  });
  const page: Page = await context.newPage();
  const problems: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) problems.push(`asks ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} for ${response.url()}`);
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(`${origin}${path}`, { waitUntil: "load" });
  return { page, problems, close: () => context.close() };
}
