import { expect, it } from "vitest";
import { faultOfAddress, isLoopback } from "./address.ts";

it.each(["http://127.0.0.1:8080", "https://localhost", "https://mail.example/prefix/", "HTTPS://[::1]:1"])(
  "%s is an address",
  (text) => {
    expect(faultOfAddress(text)).toBeUndefined();
  },
);

it.each([
  ["", "such as https://"],
  ["127.0.0.1:8080", "such as https://"],
  ["ftp://127.0.0.1", "such as https://"],
  ["http://", "such as https://"],
  ["http://user@127.0.0.1", "without a user"],
  ["http://user:secret@127.0.0.1", "without a user"],
  ["http://127.0.0.1/?a=1", "without a user, a query"],
  ["http://127.0.0.1/#a", "or a fragment"],
])("%j is no address, and there is a remedy", (text, remedy) => {
  expect(faultOfAddress(text)).toContain(remedy);
  expect(faultOfAddress(text)).not.toContain("secret");
});

it.each([
  ["http://localhost:1", true],
  ["http://LOCALHOST:1", true],
  ["http://api.localhost", true],
  ["http://[::1]:1", true],
  ["http://127.0.0.1", true],
  ["http://127.1.2.3", true],
  ["http://127.1", true],
  ["http://0x7f.0.0.1", true],
  ["http://localhost.evil.com", false],
  ["http://evil-localhost", false],
  ["http://127.0.0.1.evil.com", false],
  ["http://127.0.0.1@evil.com", false],
  ["http://evil.com/127.0.0.1", false],
  ["http://evil.com#localhost", false],
  ["http://0.0.0.0", false],
  ["http://10.0.0.1", false],
  ["http://[::2]", false],
  ["http://128.0.0.1", false],
])("%s is on this machine: %s", (url, local) => {
  expect(isLoopback(url)).toBe(local);
});
