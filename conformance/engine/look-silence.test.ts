import { expect, it } from "vitest";
import type { HttpRequest, HttpResponse, Meaning, TransportError } from "../model/exchange.ts";
import { fakeClock } from "../testing/clock.ts";
import { type Ask, fakeSuite } from "../testing/fake-suite.ts";
import { target } from "../testing/targets.ts";
import { look } from "./look.ts";
import type { Recorder } from "./recorder.ts";
import { createSecrets } from "./secrets.ts";

const REQUEST: HttpRequest = { kind: "http", method: "GET", url: "http://127.0.0.1:1/", headers: [] };
const ANSWER: HttpResponse = { kind: "http", status: 200, headers: [], body: "" };
const SILENCE: TransportError = { code: "timeout", message: "nothing came back in time" };
const LOGGED_IN: Meaning = { outcome: "success", taken: { token: "t" }, said: "200" };

/** How long a target may keep silent at each login, where it answers logins so slowly, and is then silent or not. */
async function timesAt(loginMs: number, isSilent: boolean): Promise<number[]> {
  const clock = fakeClock();
  const times: number[] = [];
  const { suite } = fakeSuite(async () => LOGGED_IN, {});
  const caller = (recorder: Recorder): Ask => {
    return (operation, sent = {}) => {
      const send = async (silenceMs: number) => {
        if (operation !== "login") return isSilent ? SILENCE : ANSWER;
        times.push(silenceMs);
        await clock.sleep(loginMs);
        return ANSWER;
      };
      return recorder.record({ operation, sent, request: { ...REQUEST } }, send, () => LOGGED_IN);
    };
  };
  const observe: typeof suite.observe = async ({ ask }) => {
    await ask("login");
    await ask("use");
    return { clockAheadMs: 0 };
  };
  const accounts = ["alice", "bob", "carol"].map((username) => ({ username, password: "right" }));
  const way = { ...suite.open(target(), { clock, maxWaitMs: 0 }), caller };
  const ports = { clock, secrets: createSecrets(), silenceMs: 10_000 };
  await look({ ...suite, observe }, way, target({ accounts }), ports);
  return times;
}

it.each([
  ["as long as for the first where the target answers", 50, false, 10_000],
  ["a tenth as long where it was silent", 50, true, 1000],
  ["four times as long as it ever took, where that is more", 500, true, 2000],
])("a first look waits for the other accounts %s", async (_, loginMs, isSilent, silenceMs) => {
  expect(await timesAt(loginMs, isSilent)).toEqual([10_000, silenceMs, silenceMs]);
});
