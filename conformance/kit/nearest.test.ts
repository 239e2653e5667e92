import { describe, expect, it } from "vitest";
import { didYouMean, nearest } from "./nearest.ts";

const OPERATIONS = ["authenticate", "refreshAccess", "checkAuth", "sendHmail", "getHmails"];

describe("what a misspelt word meant", () => {
  it.each([
    ["autenticate", ["authenticate"]],
    ["CHECKAUTH", ["checkAuth"]],
    ["check_auth", ["checkAuth"]],
    ["gethmail", ["getHmails", "sendHmail"]],
    ["authenticate", ["authenticate"]],
    ["mail", ["sendHmail", "getHmails"]],
    ["auth", ["authenticate", "checkAuth"]],
    ["logout", []],
    ["", []],
  ])("%j is near to %j", (word, near) => {
    expect(nearest(word, OPERATIONS)).toEqual(near);
  });

  it("is never more than a few", () => {
    expect(nearest("a", ["b", "c", "d", "e"])).toEqual(["b", "c", "d"]);
  });

  it("is asked for in a sentence, if anything is near", () => {
    expect(didYouMean("chekAuth", OPERATIONS)).toBe(" Did you mean checkAuth?");
    expect(didYouMean("logout", OPERATIONS)).toBe("");
  });
});
