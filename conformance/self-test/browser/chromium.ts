import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Asks nobody for anything by itself, and starts also for root in a container. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts the Chromium of this machine, or the one that `CHROMIUM` names.
 *
 * @throws Error where there is none
 */
export async function startChromium(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"] ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined) throw new Error("There is no Chromium. Install it, or name it in CHROMIUM.");
  return chromium.launch({ executablePath, args: FLAGS, timeout: 100_000 });
}
