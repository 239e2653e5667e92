import { describe, expect, it } from "vitest";
import type { HttpRequest, HttpResponse } from "../model/exchange.ts";
import { fakeClock } from "../testing/clock.ts";
import { exchange } from "../testing/exchanges.ts";
import { recorderWith } from "../testing/recorder.ts";
import { createSecrets } from "./secrets.ts";

const request: HttpRequest = { kind: "http", method: "GET", url: "http://127.0.0.1:1/", headers: [] };
const response: HttpResponse = { kind: "http", status: 200, headers: [], body: "" };
const read = () => ({ outcome: "success", taken: { token: "the token" }, said: "200" });

function start() {
  const clock = fakeClock();
  const secrets = createSecrets();
  return { clock, secrets, recorder: recorderWith({ clock, secrets, secretRoles: ["password", "token"] }) };
}

describe("a recorder", () => {
  it("keeps request, response, what it means, and how long it took", async () => {
    const { clock, recorder } = start();
    const send = async () => {
      await clock.sleep(5);
      return response;
    };
    const intent = { operation: "login", sent: { password: "the password" }, request };
    const recorded = await recorder.record(intent, send, read);
    expect(recorded).toEqual({ ...intent, step: "login", response, ...read(), startedAt: 0, durationMs: 5 });
    expect(recorder.exchanges()).toEqual([recorded]);
  });

  it("keeps an error in the place of the answer", async () => {
    const { recorder } = start();
    const error = { code: "closed", message: "other side closed" } as const;
    const recorded = await recorder.record({ sent: {}, request, mayClose: true }, async () => error, read);
    expect(recorded).toMatchObject({
      step: "request",
      error,
      outcome: "unanswered",
      said: "other side closed (closed)",
      taken: {},
      mayClose: true,
    });
    expect(recorded.response).toBeUndefined();
  });

  it("numbers the steps of one operation, and keeps the order in which they began", async () => {
    const { recorder } = start();
    const answers = [Promise.withResolvers<HttpResponse>(), Promise.withResolvers<HttpResponse>()] as const;
    const both = answers.map(({ promise }) =>
      recorder.record({ operation: "login", sent: {}, request }, () => promise, read),
    );
    answers[1].resolve(response);
    await both[1];
    answers[0].resolve(response);
    await both[0];
    expect(recorder.exchanges().map(({ step }) => step)).toEqual(["login", "login (2)"]);
    expect(recorder.exchanges()).toEqual(await Promise.all(both));
  });

  it("shows what has no answer yet as unanswered", async () => {
    const { recorder } = start();
    recorder.record({ sent: {}, request }, () => new Promise(() => {}), read);
    await new Promise(setImmediate);
    expect(recorder.exchanges()).toMatchObject([{ step: "request", outcome: "unanswered" }]);
  });

  it("registers what is made from a secret before it is sent, and what comes back", async () => {
    const { recorder, secrets } = start();
    secrets.see("password", "the password");
    const seen: string[] = [];
    const send = async () => {
      seen.push(...secrets.all().map(({ label }) => label));
      return response;
    };
    await recorder.record({ sent: { password: "the password!", token: "garbage" }, request }, send, read);
    const made = ["password#1", "password#1, with more around it"];
    expect(seen).toEqual(made);
    expect(secrets.all().map(({ label }) => label)).toEqual([...made, "token#1"]);
  });
});

describe("what is known later", () => {
  it("stands with its exchange, in its place", async () => {
    const { recorder } = start();
    const ask = () => recorder.record({ sent: {}, request }, async () => response, read);
    const [first] = [await ask(), await ask()];
    const amended = recorder.amend(first, { fetched: ["GET"] });
    expect(amended).toEqual({ ...first, fetched: ["GET"] });
    expect(recorder.exchanges()[0]).toBe(amended);
    expect(() => recorder.amend(first, { fetched: [] })).toThrow("is not on the record");
  });
});

describe("an exchange of another record", () => {
  it("is adopted once", () => {
    const { recorder } = start();
    const other = exchange({ operation: "login", step: "login" });
    expect(recorder.adopt(other)).toBe(recorder.adopt(other));
    expect(recorder.exchanges()).toEqual([other]);
  });

  it("is not adopted by the record that made it", async () => {
    const { recorder } = start();
    const own = await recorder.record({ sent: {}, request }, async () => response, read);
    expect(recorder.adopt(own)).toBe(own);
    expect(recorder.exchanges()).toEqual([own]);
  });

  it("gets a step that the record does not have yet", async () => {
    const { recorder } = start();
    await recorder.record({ operation: "login", sent: {}, request }, async () => response, read);
    expect(recorder.adopt(exchange({ operation: "login", step: "login" })).step).toBe("login (2)");
    expect(new Set(recorder.exchanges().map(({ step }) => step)).size).toBe(2);
  });
});
