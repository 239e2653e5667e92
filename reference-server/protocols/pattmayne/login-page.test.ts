import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { createAuthApp } from "../../testing/pattmayne-service.ts";

it("the page where a browser logs in runs its own script and nothing else, and is kept by no cache", async () => {
  const { send } = await createAuthApp();
  const response = await send("/login?client_id=<script>&state=</script>");
  const [, script = ""] = /<script>(.*)<\/script>/s.exec(await response.text()) ?? [];
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain(`script-src 'sha256-${hash}';`);
  expect(policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
  expect(policy).not.toMatch(/unsafe|\*|data:/);
  const { status, headers } = response;
  expect([status, headers.get("content-type"), headers.get("cache-control"), headers.get("referrer-policy")]).toEqual([
    200,
    "text/html; charset=UTF-8",
    "no-store",
    "no-referrer",
  ]);
  expect(() => new Function(script)).not.toThrow();
  expect((await send("/login", { method: "POST" })).status).toBe(404);
});
