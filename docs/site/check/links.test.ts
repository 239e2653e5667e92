import { expect, it } from "vitest";
import { deadLinks } from "./links.ts";

const problems = (html: string) =>
  deadLinks(
    new Map([
      ["/", html],
      ["/there/", '<h2 id="part">Part</h2>'],
    ]),
  );

it.each([
  ["a page that there is", '<a href="/there/">', []],
  ["an anchor that there is", '<a class="x" href="/there/#part">', []],
  ["another site", '<a href="https://example.org/">', []],
  ["a page that there is not", '<a href="/nowhere/">', ["/ links to /nowhere/"]],
  [
    "an anchor that there is not",
    '<a href="/there/#other">',
    ["/ links to /there/#other, and there is no such anchor"],
  ],
  [
    "a style of another site",
    '<link rel="stylesheet" href="https://example.org/x.css">',
    ["/ loads https://example.org/x.css"],
  ],
  ["a script without a scheme", '<script src="//example.org/x.js"></script>', ["/ loads //example.org/x.js"]],
])("%s is judged as it should be", (_, html, expected) => {
  expect(problems(html)).toEqual(expected);
});
