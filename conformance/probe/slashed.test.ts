import { expect, it } from "vitest";
import type { HttpResponse } from "../model/exchange.ts";
import { slashed } from "./slashed.ts";

const leading = (status: number, location?: string): HttpResponse => ({
  kind: "http",
  status,
  headers: location === undefined ? [] : [["Location", location]],
  body: "",
});

it.each([
  ["/o", "/token", leading(301, "/o/token/"), "/token/"],
  ["", "/token", leading(308, "http://127.0.0.1:1/token/"), "/token/"],
  ["", "/api/token/", leading(307, "/api/token"), "/api/token"],
  ["", "/login", leading(302, "/login?next=%2F"), undefined],
  ["", "/login", leading(302, "/"), undefined],
  ["", "/token", leading(200, "/token/"), undefined],
  ["", "/token", leading(301), undefined],
])("below '%s', %s is led elsewhere by a slash alone", (prefix, path, response, expected) => {
  expect(slashed(`http://127.0.0.1:1${prefix}`, path, response)).toBe(expected);
});
