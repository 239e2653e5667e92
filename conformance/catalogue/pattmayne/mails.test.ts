import { expect, it } from "vitest";
import { mailTokenIn } from "./mails.ts";

const TOKEN = "zXw9-_aB3dE5fG7hJ9kL1mN";

it.each([
  ["the token alone", TOKEN, TOKEN],
  ["a link's parameter", `Welcome! https://auth.example/verify?user=alice&token=${TOKEN} and more`, TOKEN],
  ["a link's path", `<a href="https://auth.example/token/${TOKEN}">verify</a>`, TOKEN],
  ["an escaped parameter", "https://auth.example/verify?token=abcdefghijklmnop%2B%3D", "abcdefghijklmnop+="],
  ["a line of its own", `Hello Alice,\nyour token is\n${TOKEN}\nThe team`, TOKEN],
  ["a mail without one", "Hello Alice", undefined],
  ["no mail", undefined, undefined],
])("the token of a mail is found in %s", (_, mail, token) => {
  expect(mailTokenIn(mail)).toBe(token);
});
