import { describe, expect, it } from "vitest";
import type { HttpOperation, HttpWire } from "../../model/wire.ts";
import { exchange, type Otherwise } from "../../testing/exchanges.ts";
import { misbound, remedyFor } from "./transports.ts";

const login: HttpOperation = {
  method: "POST",
  path: "/login",
  outcomes: { success: { status: "200" }, unauthorized: { status: "401" } },
  take: { token: { at: "/token" }, expiresIn: { at: "/expires" } },
};
const me: HttpOperation = { ...login, headers: { authorization: "Bearer {token}" }, take: {} };
const operations: HttpWire["operations"] = { login, me };
const SECRET = "Qx7mZ2pL9vR4tK8wYb3nH6";

/** What is said of answers of a login that is bound so. */
function told(own: Partial<HttpOperation>, ...answers: readonly Otherwise[]): string[] {
  const exchanges = answers.map((answer) => exchange({ operation: "login", ...answer }));
  return misbound({ name: "login", own: { ...login, ...own }, operations, exchanges }).map(({ text }) => text);
}
const json = (body: unknown): Otherwise => ({ response: { body: JSON.stringify(body) } });

describe("a success that yields nothing", () => {
  it.each<[string, Partial<HttpOperation>, Otherwise, string]>([
    [
      "names the pointer, and the members that are there",
      { take: { token: { at: "/data/token" } } },
      json({ data: { access: { jwt: SECRET } }, kind: "x" }),
      "a success, but take.token: /data/token finds nothing; the body has /data/access/jwt, /kind.",
    ],
    [
      "names the field, and the fields that are there",
      { take: { token: { header: "x-token" } } },
      {
        response: {
          headers: [
            ["Date", "x"],
            ["X-Auth", SECRET],
            ["x-b", "1"],
          ],
        },
      },
      "a success, but take.token: the field x-token finds nothing; the answer has the fields x-auth, x-b.",
    ],
    [
      "names the cookie, and the cookies that are there",
      { take: { token: { cookie: "sid" } } },
      {
        response: {
          headers: [
            ["set-cookie", `SID=${SECRET}`],
            ["set-cookie", "gone=; Max-Age=0"],
          ],
        },
      },
      "a success, but take.token: the cookie sid finds nothing; it sets the cookies SID.",
    ],
    [
      "names every place that was tried",
      { take: { token: [{ at: "" }, { cookie: "sid" }] } },
      { response: { body: "" } },
      "a success, but take.token: the whole body or the cookie sid finds nothing; the answer has no body, it sets no cookie.",
    ],
    [
      "names a unit that a value is not in",
      { take: { token: { at: "/token" }, expiresIn: { at: "/expires", as: "iso8601" } } },
      { taken: { token: "t" }, ...json({ token: SECRET, expires: 900 }) },
      "a success, but take.expiresIn: what /expires has is not iso8601; the body has /token, /expires.",
    ],
    [
      "says that nothing says where the value is",
      { take: {} },
      json({ token: SECRET }),
      "a success, but nothing says where token is (take.token); the body has /token.",
    ],
    [
      "says that it is a page",
      {},
      { taken: { expiresIn: 1 }, response: { headers: [["content-type", "text/html; charset=utf-8"]], body: "<p>" } },
      "a success, but take.token: /token finds nothing; the answer is an HTML page.",
    ],
  ])("%s", (_, own, answer, text) => {
    expect(told(own, answer)).toEqual([text]);
    expect(text).not.toContain(SECRET);
  });

  it("is none where only that is missing which may be anywhere, or which the binding does not name", () => {
    const lifetimes = [{ at: "/a" }, { at: "/b" }];
    expect(told({ take: { token: { at: "/t" }, expiresIn: lifetimes } }, { taken: { token: "t" } })).toEqual([]);
    expect(told({ take: { token: { at: "/t" } } }, { taken: { token: "t" } })).toEqual([]);
  });
});

describe("a success without a value that it may be without, as the protocol has it", () => {
  const taken = { token: "t" };
  const renewed = { cookie: "jwt" };
  const look: HttpOperation = { ...me, take: { token: renewed, lives: { ...renewed, as: "jwt" } } };
  const known = { login, me: { ...look, mayLack: ["token", "lives"] } };
  const of = (own: HttpOperation, answer: Otherwise) =>
    misbound({ name: "me", own, operations: known, exchanges: [exchange({ operation: "me", ...answer })] });

  it("is in order, by the protocol's own binding and by one of the target's", () => {
    expect(of(known.me, {})).toEqual([]);
    expect(of({ ...look, take: { token: { cookie: "acme" } } }, {})).toEqual([]);
    expect(of({ ...look, take: {} }, {})).toEqual([]);
  });

  it("is told where the value is there, but not in the unit that the binding says", () => {
    const response = { headers: [["set-cookie", "jwt=opaque"]] as const };
    expect(of(known.me, { taken, response })).toMatchObject([
      {
        text: "a success, but take.lives: what the cookie jwt has is not jwt; it sets the cookies jwt.",
        isUseless: false,
      },
    ]);
  });

  it("is told where it lacks another value as well, which it has to have", () => {
    const own = { ...look, take: { ...look.take, name: { at: "/name" } } };
    expect(of(own, { response: { body: '{"user":"x"}' } })).toMatchObject([
      { text: "a success, but take.name: /name finds nothing; the body has /user." },
    ]);
  });
});

describe("a success that keeps the token which the request brought", () => {
  const first: Otherwise = { taken: { token: "t", expiresIn: 1 } };

  it("is in order where another answer shows that the places are right", () => {
    expect(told({}, first, { sent: { token: "t" } })).toEqual([]);
  });

  it.each<[string, readonly Otherwise[]]>([
    ["where no answer does", [{ sent: { token: "t" } }]],
    ["where the request brought none", [first, { sent: { username: "bob" } }]],
  ])("is told %s", (_, answers) => {
    expect(told({}, ...answers)).toEqual([expect.stringContaining("take.token: /token finds nothing")]);
  });
});

describe("an answer that is none of the outcomes", () => {
  const unrecognized = (response: Otherwise["response"] & {}): Otherwise => ({ outcome: "unrecognized", response });
  const OUTCOMES = { success: { status: ["200", "201"], header: "x-token" }, unauthorized: { status: "401" } };

  it.each<[string, Otherwise, string]>([
    [
      "a redirect",
      unrecognized({ status: 302, headers: [["Location", `/home?code=${SECRET}`]] }),
      "said 302 with a redirect to /home that is not followed,",
    ],
    ["a page", unrecognized({ body: "<!DOCTYPE html><title>x</title>" }), "said 200 with an HTML page,"],
    ["a text", unrecognized({ body: JSON.stringify(SECRET) }), "said 200 with a body that is one text,"],
    ["a word", unrecognized({ body: '"Failure"' }), 'said 200 with the body "Failure",'],
    ["no JSON", unrecognized({ body: SECRET }), "said 200 with a body that is no JSON,"],
  ])("is told with what it is: %s", (_, answer, text) => {
    const [message = ""] = told({ outcomes: OUTCOMES }, answer);
    expect(message).toContain(text);
    expect(message).toContain("success is 200 or 201 with something at the field x-token; unauthorized is 401.");
    expect(message).not.toContain(SECRET);
  });
});

describe("a path", () => {
  const missing: Otherwise = { outcome: "refused", response: { status: 404 } };

  it("is wrong where it answers 404 or 405 to everything", () => {
    expect(told({}, missing, { outcome: "refused", response: { status: 405 } })).toEqual([
      "POST http://127.0.0.1:1/login said 404: nothing is there.",
      "POST http://127.0.0.1:1/login said 405: not with that method.",
    ]);
  });

  it("is not wrong where an unknown user is not found", () => {
    expect(told({}, { taken: { token: "t", expiresIn: 1 } }, missing)).toEqual([]);
  });

  it.each<[string, Otherwise]>([
    ["nothing", { error: { code: "closed", message: "" }, outcome: "unanswered" }],
    ["an error of its own", { outcome: "serverError", response: { status: 500 } }],
    ["that it is busy", { outcome: "rateLimited", response: { status: 429 } }],
  ])("is not judged by a server that says %s", (_, answer) => {
    expect(told({}, answer)).toEqual([]);
  });
});

it("a binding is useless where no answer yields what others need", () => {
  const of = (...answers: readonly Otherwise[]) => {
    const exchanges = answers.map((answer) => exchange({ operation: "login", ...answer }));
    return misbound({ name: "login", own: login, operations, exchanges }).map(({ isUseless }) => isUseless);
  };
  const redirect: Otherwise = { outcome: "unrecognized", response: { status: 302 } };
  expect(of({ taken: { expiresIn: 1 } })).toEqual([true]);
  expect(of({ taken: { token: "t" } })).toEqual([false]);
  expect(of(redirect)).toEqual([true]);
  expect(of({ taken: { token: "t", expiresIn: 1 } }, redirect)).toEqual([false]);
});

it("a role that no operation of the target sends need not be there", () => {
  const exchanges = [exchange({ operation: "login", taken: { expiresIn: 1 } })];
  const bound = { name: "login", own: { ...login, take: { expiresIn: { at: "/expires" } } }, operations, exchanges };
  expect(misbound(bound)).toHaveLength(1);
  expect(misbound({ ...bound, all: { login } })).toEqual([]);
});

it("the remedy is where the spelling came from", () => {
  expect(remedyFor({ name: "login", own: { ...login }, operations })).toBe("See wire.login in the target file.");
  expect(remedyFor({ name: "login", own: login, operations })).toContain("write wire.login in a target file");
});
