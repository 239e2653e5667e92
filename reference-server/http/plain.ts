import type { Env } from "../env.ts";
import { type RenderProblem, renderProblem } from "./problem.ts";
import { createService, type Service } from "./service.ts";

/**
 * Creates what answers in plain HTTP beside TLS: a few public pages, and 400 for everything else, of which nothing is
 * read. The connection ends with the refusal, so that a client does not go on to send what is secret.
 *
 * @param pages texts to show, by path
 * @param render how the refusal is told
 * @see {@link https://www.rfc-editor.org/rfc/rfc9325.html#section-3.2 RFC 9325 - Strict TLS}
 */
export function refusePlain(
  pages: Readonly<Record<string, string>>,
  env: Env,
  render: RenderProblem = renderProblem,
): Service {
  const service = createService(env, render);
  for (const [path, text] of Object.entries(pages)) service.get(path, (c) => c.text(text));
  service.all("*", () => render(400, "Nothing is served in plain HTTP; use HTTPS.", { connection: "close" }));
  return service;
}
