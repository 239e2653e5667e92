import { describe, expect, it } from "vitest";
import type { HttpOperation } from "../../model/wire.ts";
import { rolesSent, unknownNames } from "./names.ts";

const login: HttpOperation = {
  method: "POST",
  path: "/login",
  json: { user: ["{username}", { secret: "{password}" }] },
  outcomes: { success: { status: "200" }, failure: { status: "401" } },
  take: { token: { at: "/token" } },
};
const logout: HttpOperation = { method: "POST", path: "/logout", outcomes: {}, take: {} };
const known = { login, logout };

describe("names that a protocol does not have", () => {
  it("are none where a target uses only what there is, however it spells it", () => {
    const respelt = { ...login, path: "/{username}", headers: { "x-secret": "{password}" }, json: {} };
    expect(unknownNames({ login: respelt }, known)).toEqual([]);
    expect(unknownNames({}, known)).toEqual([]);
  });

  it.each<[string, Partial<HttpOperation>, string]>([
    [
      "an outcome",
      { outcomes: { succes: { status: "200" } } },
      "wire.login.outcomes.succes: there is no such outcome here; write success, failure. Did you mean success?",
    ],
    [
      "a role to take",
      { take: { user: { at: "" } } },
      "wire.login.take.user: there is no such role to take here; write token.",
    ],
    [
      "a role in the path",
      { path: "/{usrname}" },
      "wire.login.{usrname}: there is no such role to send here; write username, password. Did you mean username?",
    ],
    ["a role in a header", { headers: { a: "Bearer {token}" } }, "wire.login.{token}: there is no such role to send"],
    ["a role in the query", { query: { a: "{x}" } }, "wire.login.{x}: there is no such role to send"],
    [
      "a role deep in the body",
      { json: { a: [{ b: "{constructor}" }] } },
      "wire.login.{constructor}: there is no such",
    ],
  ])("are named, with what there is: %s", (_, otherwise, message) => {
    const [complaint, ...more] = unknownNames({ login: { ...login, ...otherwise } }, known);
    expect(complaint).toContain(message);
    expect(more).toEqual([]);
  });

  it.each(["signin", "constructor"])("are named also where it is the operation: %s", (name) => {
    expect(unknownNames({ [name]: login }, known)).toEqual([
      `wire.${name}: there is no such operation here; write login, logout.`,
    ]);
  });

  it("are to be left out where there is nothing to name", () => {
    expect(unknownNames({ logout: { ...logout, take: { a: { at: "" } } } }, known)).toEqual([
      "wire.logout.take.a: there is no such role to take here; leave it out.",
    ]);
  });
});

it("the roles that an operation sends are gathered from all of its templates, each once", () => {
  const everywhere = { ...login, path: "/{a}", headers: { h: "{b} {a}" }, query: { q: "{c}" }, json: ["{d}"] };
  expect(rolesSent(everywhere)).toEqual(["a", "b", "c", "d"]);
  expect(rolesSent(logout)).toEqual([]);
});
