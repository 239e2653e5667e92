import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { html, Markup } from "./markup.ts";

const STYLES = ["base.css", "summary.css", "requirements.css", "finding.css", "family.css"];
const SCRIPTS = ["filter.js", "copy.js"];

/**
 * The style and the script of a page, in it, with the policy that allows these two and nothing else: no request, no
 * other script, no form.
 */
export function assets(): { policy: string; style: Markup; script: Markup } {
  const [style, script] = [readAll(STYLES), readAll(SCRIPTS)];
  const policy = [
    "default-src 'none'",
    `style-src ${sourceOf(style)}`,
    `script-src ${sourceOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return {
    policy,
    style: html`<style>${new Markup(style)}</style>`,
    script: html`<script type="module">${new Markup(script)}</script>`,
  };
}

function readAll(names: readonly string[]): string {
  return names.map((name) => readFileSync(join(import.meta.dirname, "page", name), "utf8")).join("\n");
}

function sourceOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
