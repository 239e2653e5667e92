import type { SendHmailPackage } from "@authmark/protocols/hmail/types";
import { describe, expect, it } from "vitest";
import { addressOf, destinationsOf, expiryOf, hasDuplicates, hashOf, partsOf } from "./rules.ts";

const user = (address: string) => ({ address, display_name: null });
const hmail: SendHmailPackage = {
  sender: user("alice#localhost"),
  recipients: [user("bobby#localhost")],
  subject: "Lunch",
  sent_at: 1_000,
  random_id: 1,
  reply_to: null,
  ccs: [user("carol#localhost")],
  parent: null,
  body: "At noon?",
};

describe("an address", () => {
  it("is a user name and a domain", () => {
    expect(addressOf("alice", "localhost")).toBe("alice#localhost");
    expect(partsOf("alice#localhost")).toEqual({ username: "alice", domain: "localhost" });
  });
});

describe("the destinations of a mail", () => {
  it("are its recipients, its copies, and those who get it unseen", () => {
    const request = { hmail, bccs: ["david#localhost"], solved_pows: [] };
    expect(destinationsOf(request)).toEqual(["bobby#localhost", "carol#localhost", "david#localhost"]);
  });

  it("are duplicated where one is named twice, wherever", () => {
    expect(hasDuplicates(destinationsOf({ hmail, bccs: ["bobby#localhost"], solved_pows: [] }))).toBe(true);
    expect(hasDuplicates(destinationsOf({ hmail, bccs: [], solved_pows: [] }))).toBe(false);
    expect(hasDuplicates([])).toBe(false);
  });
});

describe("an expiry", () => {
  it("is the lifetime in seconds from now, in whole milliseconds", () => {
    expect(expiryOf(1_000, 2)).toBe(3_000);
    expect(expiryOf(1_000, 0.0015)).toBe(1_002);
  });

  it("is not later than that of the token it comes from", () => {
    expect(expiryOf(1_000, 2, 2_500)).toBe(2_500);
  });
});

describe("the hash of a mail", () => {
  it("is 32 bytes in base64, and always the same", () => {
    expect(Buffer.from(hashOf(hmail), "base64").length).toBeLessThanOrEqual(32);
    expect(hashOf(hmail)).toBe(hashOf({ ...hmail }));
  });

  it("does not depend on the order of members, at any depth", () => {
    const { body, sender, ...rest } = hmail;
    const reordered = { body, ...rest, sender: { display_name: sender.display_name, address: sender.address } };
    expect(hashOf(reordered)).toBe(hashOf(hmail));
  });

  it("depends on every value, and on the order of recipients", () => {
    const others = [
      { ...hmail, random_id: 2 },
      { ...hmail, recipients: hmail.ccs, ccs: hmail.recipients },
    ];
    expect(new Set([hmail, ...others].map(hashOf)).size).toBe(3);
  });

  it("has no leading zeros, which as an integer it does not have either", () => {
    const hashes = Array.from({ length: 2_000 }, (_, random_id) =>
      Buffer.from(hashOf({ ...hmail, random_id }), "base64"),
    );
    expect(hashes.some((bytes) => bytes.length === 31)).toBe(true);
    expect(hashes.every((bytes) => bytes.at(-1) !== 0)).toBe(true);
  });
});
