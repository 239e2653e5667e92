import { expect, it } from "vitest";
import { withoutSessions } from "./cookie-fields.ts";

const SESSION = "s%3AQx7mZ2pL9vR4tK8w.Yb3nH6";
const MASK = `‹${SESSION.length} characters that look like a token›`;

it.each([
  ["Set-Cookie", `sid=${SESSION}; Path=/; HttpOnly`, `sid=${MASK}; Path=/; HttpOnly`],
  [
    "set-cookie",
    "lang=en-GB; Expires=Thu, 01 Jan 2037 00:00:00 GMT",
    "lang=en-GB; Expires=Thu, 01 Jan 2037 00:00:00 GMT",
  ],
  ["set-cookie", "sid=accessToken#12; Path=/", "sid=accessToken#12; Path=/"],
  ["set-cookie", "sid=; Max-Age=0", "sid=; Max-Age=0"],
  [
    "Cookie",
    `lang=en; sid=${SESSION}; a=accessToken#1, one character changed`,
    `lang=en; sid=${MASK}; a=accessToken#1, one character changed`,
  ],
  ["x-other", `sid=${SESSION}`, `sid=${SESSION}`],
])("of the field %s: %s, nobody's session is shown", (name, value, shown) => {
  expect(withoutSessions(name, value)).toBe(shown);
});
