import { describe, expect, it } from "vitest";
import type { HttpOperation } from "../../model/wire.ts";
import { rolesSent } from "./names.ts";
import { unknownNames } from "./unknown-names.ts";

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

  it.each<[string, Partial<HttpOperation>, readonly string[]]>([
    ["in a cookie", { cookies: { a: "{x}" } }, ["wire.login.{x}: there is no such role to send"]],
    ["in Basic", { basic: { username: "{x}", password: "y" } }, ["wire.login.{x}: there is no such role to send"]],
    ["in a form", { form: { a: "{x}" } }, ["wire.login.{x}: there is no such role to send"]],
    ["in a text", { text: { type: "{y}", content: "{x}" } }, ["wire.login.{x}: there is no such role to send"]],
    ["in a step", { before: [{ ...logout, query: { a: "{x}" } }] }, ["wire.login.before.0.{x}: there is no such role"]],
    [
      "in a step before the one that takes it",
      {
        before: [
          { ...logout, query: { a: "{x}" } },
          { ...logout, take: { x: { at: "" } } },
        ],
      },
      ["wire.login.before.0.{x}: there is no such role"],
    ],
    [
      "in a step that takes what the protocol has",
      { before: [{ ...logout, take: { username: { at: "" } } }] },
      ["wire.login.before.0.take.username: the protocol itself sends a value of that name here; take it under another"],
    ],
    ["in a step that yields it", { before: [{ ...logout, take: { x: { at: "" } } }], query: { a: "{x}" } }, []],
  ])("are named wherever they are sent: %s", (_, otherwise, messages) => {
    expect(unknownNames({ login: { ...login, ...otherwise } }, known)).toEqual(
      messages.map((message) => expect.stringContaining(message)),
    );
  });

  it("are units of what is no lifetime, and lifetimes without one where there is only text", () => {
    const withLifetime = { ...login, take: { token: { at: "/t" }, accessExpiresIn: { at: "/e" } } };
    const told = (take: HttpOperation["take"]) => unknownNames({ login: { ...login, take } }, { login: withLifetime });
    expect(told({ token: { at: "/t", as: "jwt" } })).toEqual([
      "wire.login.take.token.as: token is no lifetime in seconds; leave as: out.",
    ]);
    expect(told({ accessExpiresIn: [{ at: "/e" }, { cookie: "c" }] })).toEqual([
      "wire.login.take.accessExpiresIn: say in which unit it is there, such as as: seconds, or as: max-age of a cookie.",
    ]);
    expect(
      told({
        accessExpiresIn: [
          { cookie: "c", as: "max-age" },
          { header: "h", as: "seconds" },
        ],
      }),
    ).toEqual([]);
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
