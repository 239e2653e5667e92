import { describe, expect, it } from "vitest";
import { PreparationFailed } from "../model/errors.ts";
import type { HttpOperation } from "../model/wire.ts";
import { exchange, type Otherwise, unanswered } from "../testing/exchanges.ts";
import { target } from "../testing/targets.ts";
import { failureNote, uselessBinding } from "./look-notes.ts";

const alice = { username: "alice", password: "hunter22" };
const login: HttpOperation = {
  method: "POST",
  path: "/login",
  outcomes: { success: { status: "200" } },
  take: { token: { at: "/token" } },
};
const me: HttpOperation = { ...login, path: "/{token}", take: {} };
const operations = { login, me };
const own = { login: { ...login, take: { token: { at: "/data" } } } };

describe("why an account cannot log in", () => {
  const note = (otherwise: Otherwise, message = "login did not yield token") => {
    const failed = exchange({ operation: "login", ...otherwise });
    const asked = { account: alice, exchanges: [failed] };
    return failureNote(new PreparationFailed(message, failed), asked, operations, target({ wire: own }));
  };

  it("is its binding where a success yields nothing: the same for every account, and without values", () => {
    expect(note({ response: { body: '{"token":"Qx7mZ2pL9vR4tK8w"}' } })).toBe(
      "login: a success, but take.token: /data finds nothing; the body has /token. See wire.login in the target file.",
    );
  });

  it("is what it was to yield where it went well without", () => {
    const login = exchange({ operation: "somewhere", said: "200 {}" });
    const failure = new PreparationFailed("login did not yield refreshToken", login);
    expect(failureNote(failure, { account: alice, exchanges: [login] }, operations, target())).toBe(
      "login did not yield refreshToken, though it went well (200 {}). Say where it stands, under take in the wire; or, " +
        "where there is none, write none for what needs it, such as refresh: none.",
    );
  });

  it("is its credentials where it was refused", () => {
    expect(note({ outcome: "refused", said: "401 no" })).toBe(
      "alice cannot log in: POST http://127.0.0.1:1/login said refused: 401 no. Check the name, the password, and that path.",
    );
  });

  it("is the step before it that failed", () => {
    const step = exchange({ step: "before login", outcome: "refused", response: { status: 404 } });
    const failure = new PreparationFailed("before login, GET /csrf said 404", step);
    expect(failureNote(failure, { account: alice, exchanges: [step] }, operations, target())).toBe(
      "before login, GET /csrf said 404. See before: in the target file.",
    );
  });

  it("is the address where nothing answers, also a step before it", () => {
    const failure = new PreparationFailed("", unanswered("unreachable", { step: "before login" }));
    expect(failureNote(failure, { account: alice, exchanges: [] }, operations, target())).toBe(
      "http://127.0.0.1:1 did not answer: gone (unreachable). Is the server running there?",
    );
  });
});

describe("a binding by which nothing can be had", () => {
  const missing = exchange({ operation: "me", outcome: "refused", response: { status: 404 } });
  const bound = { wire: { me: { ...me, path: "/me/{token}" } } };

  it("is told of where a target file has it, with the exchange that shows it", () => {
    expect(uselessBinding([missing], operations, target({ file: "acme.yaml", ...bound }))).toEqual({
      failed: missing,
      why: "me: POST http://127.0.0.1:1/login said 404: nothing is there. See wire.me in the target file.",
    });
  });

  it.each([
    ["the protocol spells the operation so itself", { file: "acme.yaml" }],
    ["no file spells it", bound],
  ])("is the target's fault where %s", (_, otherwise) => {
    expect(uselessBinding([missing], operations, target(otherwise))).toBeUndefined();
  });

  it("is none where something can", () => {
    const served = exchange({ operation: "me" });
    const redirected = exchange({ operation: "me", outcome: "unrecognized", response: { status: 302 } });
    expect(uselessBinding([served, redirected], operations, target({ file: "acme.yaml", ...bound }))).toBeUndefined();
    expect(uselessBinding([], operations, target({ file: "acme.yaml", ...bound }))).toBeUndefined();
  });
});
