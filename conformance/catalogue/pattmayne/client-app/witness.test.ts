import { expect, it } from "vitest";
import { ASKED, type Exchange, type HttpResponse } from "../../../model/exchange.ts";
import { json } from "./answers.ts";
import { isInOrder } from "./witness.ts";

const asking = (path: string, response?: HttpResponse): Exchange => ({
  step: "asked",
  sent: {},
  request: { kind: "http", method: "POST", url: `http://127.0.0.1:1/ext_auth/${path}`, headers: [] },
  ...(response && { response }),
  outcome: ASKED,
  said: "",
  taken: {},
  startedAt: 0,
  durationMs: 0,
});

it.each([
  ["check_refresh", json(200, { is_valid: false })],
  ["verify_auth_code", json(401, { error: "no such code", code: 401 })],
  ["refresh", json(401, { error: "no such token", code: 401 })],
  ["refresh", json(200, { refresh_token: "t", expires_at: 1 })],
  ["logout", json(200, { logout: true })],
])("an auth app is in order that answers %s so", (path, response) => {
  expect(isInOrder(asking(path, response))).toBe(true);
});

it.each([
  ["check_refresh", json(200, { is_valid: "false" })],
  ["check_refresh", json(200, [])],
  ["check_refresh", json(401, { error: "not this client", code: 401 })],
  ["verify_auth_code", json(200, { user_id: 1 })],
  ["verify_auth_code", json(403, { error: "switched off", code: 403 })],
  ["refresh", json(500, {})],
  ["logout", undefined],
])("one that answers %s otherwise is the cause of what its client app answers", (path, response) => {
  expect(isInOrder(asking(path, response))).toBe(false);
});
