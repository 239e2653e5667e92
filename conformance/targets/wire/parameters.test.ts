import { expect, it } from "vitest";
import { parameters } from "./parameters.ts";

const spelt = (password: unknown, template = "{password}") =>
  parameters({ user: "a b", password: template }, { password }).replace("user=a+b", "").replace(/^&/, "");

it.each<[string, unknown, string]>([
  ["a text, escaped", "p&=ä", "password=p%26%3D%C3%A4"],
  ["an empty text", "", "password="],
  ["a number", 1.5, "password=1.5"],
  ["a truth", true, "password=true"],
  ["half a character", "\ud800", "password=%EF%BF%BD"],
  ["null", null, "password="],
  ["nothing", undefined, ""],
  ["a list", ["a", 1, null], "password[]=a&password[]=1&password[]="],
  ["an empty list", [], "password[]="],
  ["an object", { $ne: null }, "password[$ne]="],
  ["an object in a list in an object", { a: [{ b: 1 }] }, "password[a][][b]=1"],
])("a parameter may be %s", (_, value, expected) => {
  expect(spelt(value).replace(/%5B|%5D|%24/g, decodeURIComponent)).toBe(expected);
});

it("a parameter with more than a role has it as text, and is left out with it", () => {
  expect(spelt({ $ne: null }, "x {password}")).toBe("password=x+%7B%22%24ne%22%3Anull%7D");
  expect(spelt(undefined, "x {password}")).toBe("");
});

it("where nothing has a value there is nothing", () => {
  expect(parameters({ a: "{a}" }, {})).toBe("");
  expect(parameters(undefined, {})).toBe("");
});
