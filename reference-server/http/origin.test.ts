import { expect, it } from "vitest";
import { refuseForeignOrigin } from "./origin.ts";

const ask = (headers: Record<string, string>, url = "http://a.example:8080/x", method = "POST") =>
  refuseForeignOrigin(new Request(url, { method, headers }));

it.each([
  ["no word of an origin", {}],
  ["its own origin", { origin: "http://a.example:8080" }],
  ["its own origin, over TLS that ended before", { origin: "https://a.example:8080" }],
  ["its own site", { "sec-fetch-site": "same-origin" }],
  ["its user's own will", { "sec-fetch-site": "none" }],
  ["its own origin and site", { origin: "http://a.example:8080", "sec-fetch-site": "same-origin" }],
])("a request with %s passes", (_, headers) => {
  expect(() => ask(headers)).not.toThrow();
});

it.each([
  ["another origin", { origin: "http://b.example:8080" }],
  ["no origin that it would own to", { origin: "null" }],
  ["another port", { origin: "http://a.example" }],
  ["a host that begins as its own", { origin: "http://a.example:8080.evil.example" }],
  ["a prefix of its own", { origin: "http://a.example:808" }],
  ["a path behind its own", { origin: "http://a.example:8080/" }],
  ["its own and another", { origin: "http://a.example:8080, http://b.example" }],
  ["another site", { "sec-fetch-site": "cross-site" }],
  ["another origin of its site", { "sec-fetch-site": "same-site" }],
  ["another site and its own origin", { origin: "http://a.example:8080", "sec-fetch-site": "cross-site" }],
])("a request with %s is refused", (_, headers) => {
  expect(() => ask(headers)).toThrow(expect.objectContaining({ status: 403 }));
});

it("plain HTTP is another origin where TLS is spoken, and a usual port needs no mention", () => {
  expect(() => ask({ origin: "http://a.example" }, "https://a.example/")).toThrow("another origin");
  expect(() => ask({ origin: "https://a.example" }, "https://a.example:443/")).not.toThrow();
});

it("what changes nothing may come from anywhere", () => {
  expect(() => ask({ origin: "null", "sec-fetch-site": "cross-site" }, undefined, "GET")).not.toThrow();
});
