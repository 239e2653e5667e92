import { describe, expect, it } from "vitest";
import { canonicalEmail, objectionToEmail } from "./emails.ts";

describe("an email", () => {
  it.each([
    ["alice@example.org", "alice@example.org"],
    ["Alice+Tag@Example.ORG", "Alice+Tag@example.org"],
    ["A@B@C", "A@B@c"],
    ["ALICE", "ALICE"],
    ["a@ſS\u212a", "a@ſs\u212a"],
  ])("%s is known as %s", (email, canonical) => {
    expect(canonicalEmail(email)).toBe(canonical);
  });

  it.each(["a@b", "a.b+c@d-e.f", `${"a".repeat(64)}@example.org`, "o'neill@localhost"])("%s is taken", (email) => {
    expect(objectionToEmail(email)).toBeUndefined();
  });

  it.each([
    "",
    "alice",
    "@example.org",
    "alice@",
    "alice@example..org",
    "alice@-example.org",
    ".alice@example.org",
    "al ice@example.org",
    "alice@example.org\n",
    "alice@example.org\0",
    "ålice@example.org",
    "alice@exämple.org",
    "a@b@example.org",
  ])("%j is refused", (email) => {
    expect(objectionToEmail(email)).toBe("An email is a name, @ and a domain, in ASCII.");
  });

  it.each([`${"a".repeat(65)}@b`, `a@${"b".repeat(64)}`, `a@${"b.".repeat(130)}c`])(
    "is refused for its length",
    (email) => {
      expect(objectionToEmail(email)).toBe("The email is too long.");
    },
  );
});
