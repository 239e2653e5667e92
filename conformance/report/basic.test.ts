import { describe, expect, it } from "vitest";
import { shownBasic } from "./basic.ts";
import { createRedactor } from "./redact.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const redact = createRedactor(
  [
    { value: "open sesame", label: "password#1" },
    { value: "abc", label: "password#2" },
  ],
  new Set(),
);

describe("credentials in HTTP Basic", () => {
  it.each([
    ["a password", `Basic ${base64("alice:open sesame")}`, "Basic base64(alice:password#1)"],
    ["a short one", `Basic ${base64("al:abc")}`, "Basic base64(al:password#2)"],
    ["one with a colon in front", `Basic ${base64("al::open sesame")}`, "Basic base64(al::password#1)"],
    ["a name that is a secret", `Basic ${base64("open sesame:")}`, "Basic base64(password#1:)"],
    [
      "a name that a password begins with",
      `Basic ${base64("open sesa:open sesame")}`,
      "Basic base64(open sesa:password#1)",
    ],
    ["in a text that repeats them", `"you sent BASIC ${base64("al:abc")}"`, '"you sent BASIC base64(al:password#2)"'],
  ])("are shown with the secrets in them replaced: %s", (_, text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  it.each(["Basic authentication is needed", "Basic realm=x", `Basic ${base64("no colon")}`, "Basic /w==:"])(
    "are none in %j",
    (text) => {
      expect(redact(text)).toBe(text);
    },
  );
});

it("what can be sent again is the credentials behind the usual scheme", () => {
  expect(shownBasic("Basic base64(alice:password#1)")).toBe("alice:password#1");
  expect(shownBasic("basic base64(alice:password#1)")).toBeUndefined();
  expect(shownBasic("Bearer x")).toBeUndefined();
});
