import { expect, it } from "vitest";
import type { Otherwise } from "../../testing/exchanges.ts";
import { face } from "../../testing/face.ts";
import { faults } from "../../testing/judging.ts";
import { paths } from "./paths.ts";

const otherMethods = paths(face)["paths-have-one-spelling"]["other-methods"];
const at = (method: string, attempt: Otherwise) =>
  faults(otherMethods, { control: {}, attempt: { ...attempt, request: { method } } });

it("a success without a body has no data, but for HEAD, which never has one", () => {
  const empty: Otherwise = { response: { body: "" } };
  expect(["PUT", "DELETE", "OPTIONS"].flatMap((method) => at(method, empty))).toEqual([]);
  expect(at("HEAD", empty)).toEqual(["attempt"]);
  expect(at("POST", { response: { body: "alice" } })).toEqual(["attempt"]);
});

it("a description for OPTIONS is no data; what the wire finds in it is", () => {
  const described: Otherwise = { response: { body: '{"name":"Me","renders":["application/json"]}' } };
  expect(at("OPTIONS", described)).toEqual([]);
  expect(at("OPTIONS", { ...described, taken: { username: "alice" } })).toEqual(["attempt"]);
});
