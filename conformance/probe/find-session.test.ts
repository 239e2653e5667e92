import { describe, expect, it } from "vitest";
import { identityIn } from "./find-session.ts";

describe("who a resource says the user is", () => {
  it.each([
    ["the name of the login", { name: "alice", username: "alice" }, undefined, { at: "/username" }],
    ["that name under another one", { data: { handle: "alice" } }, undefined, { at: "/data/handle" }],
    ["the subject of the token", { user: { uid: "u-17", email: "a@b" } }, "u-17", { at: "/user/uid", value: "u-17" }],
    ["a name of the server's own", { profile: 1, id: 17 }, undefined, { at: "/id", value: "17" }],
  ])("is %s", (_, body, subject, identity) => {
    expect(identityIn(body, "alice", subject)).toEqual(identity);
  });

  it("may be nothing", () => {
    expect(identityIn({ ok: true }, "alice", undefined)).toBeUndefined();
  });
});
