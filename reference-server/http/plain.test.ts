import { Problem } from "@authmark/protocols/hmail/schemas";
import { describe, expect, it, vi } from "vitest";
import { defaults } from "../config.ts";
import { createEnv } from "../env.ts";
import { refusePlain } from "./plain.ts";

const env = createEnv(defaults, { info: vi.fn(), error: vi.fn() });
const service = refusePlain({ "/": "Hello", "/version": "1" }, env);

describe("plain HTTP beside TLS", () => {
  it("shows what is public", async () => {
    const shown = await Promise.all(["/", "/version"].map((path) => service.request(path)));
    expect(await Promise.all(shown.map((response) => response.text()))).toEqual(["Hello", "1"]);
  });

  it.each([
    ["POST", "/"],
    ["POST", "/auth/authenticate"],
    ["GET", "/auth/check_auth"],
    ["OPTIONS", "/version"],
    ["HEAD", "/auth/check_auth"],
    ["GET", "/nothing"],
  ])("refuses %s %s, reads nothing of it, and ends the connection", async (method, path) => {
    const request = new Request(`http://a${path}`, {
      method,
      headers: { authorization: "Bearer hunter22" },
      ...(method === "POST" && { body: "hunter22" }),
    });
    const response = await service.fetch(request);
    expect([response.status, response.headers.get("connection"), request.bodyUsed]).toEqual([400, "close", false]);
    const text = await response.text();
    expect(text).not.toContain("hunter22");
    if (method !== "HEAD") expect(Problem.parse(JSON.parse(text)).detail).toContain("use HTTPS");
  });
});
