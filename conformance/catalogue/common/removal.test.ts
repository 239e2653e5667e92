import { describe, expect, it } from "vitest";
import type { Check } from "../../model/check.ts";
import { exchange, type Otherwise } from "../../testing/exchanges.ts";
import { face } from "../../testing/face.ts";
import { faults, judged } from "../../testing/judging.ts";
import { removal } from "./removal.ts";

const never = () => Promise.reject(new Error("A judge asks nothing."));
const checks = removal(face, { lend: never, signIn: never, renewed: "renewed" });
const tokens = checks["removed-account-gets-no-token"]["after-its-removal"];
const bearer = checks["removed-accounts-bearer-is-refused"]["at-check-auth"];

const RENEWED: Otherwise = { outcome: "renewed" };
const IN: Otherwise = { outcome: "success" };
const FAILURE: Otherwise = { outcome: "failure" };
const UNAUTHORIZED: Otherwise = { outcome: "unauthorized" };
const GONE: Otherwise = { outcome: "refused", response: { status: 410 } };
/** Before the removal everything was in order. */
const before = { living: IN, control: RENEWED };

describe("a removed account", () => {
  it.each<[string, Check<never>, Readonly<Record<string, Otherwise>>]>([
    ["gets no token", tokens, { renewal: FAILURE, login: FAILURE }],
    ["gets no token, in other words", tokens, { renewal: UNAUTHORIZED, login: GONE }],
    ["has no bearer any more", bearer, { attempt: UNAUTHORIZED }],
    ["has no bearer any more, by status", bearer, { attempt: GONE }],
  ])("is in order where it %s", (_, check, steps) => {
    expect(judged(check, { ...before, ...steps })).toEqual({ control: [], judge: [] });
  });

  it.each<[string, Check<never>, Readonly<Record<string, Otherwise>>, readonly string[]]>([
    ["a new access token", tokens, { renewal: RENEWED, login: FAILURE }, ["renewal"]],
    ["a login", tokens, { renewal: FAILURE, login: IN }, ["login"]],
    ["both", tokens, { renewal: RENEWED, login: IN }, ["renewal", "login"]],
    ["an answer to its bearer", bearer, { attempt: IN }, ["attempt"]],
  ])("is at fault where it gets %s", (_, check, steps, at) => {
    expect(faults(check, { ...before, ...steps })).toEqual(at);
  });

  it.each([
    ["its bearer was never taken", { ...before, living: UNAUTHORIZED }, "living"],
    ["its renewal never worked", { ...before, control: FAILURE }, "control"],
  ])("is not judged where %s", (_, steps, at) => {
    for (const check of [tokens, bearer] as Check<never>[]) {
      const all = { ...steps, renewal: FAILURE, login: FAILURE, attempt: UNAUTHORIZED };
      expect(judged(check, all).control).toMatchObject([{ at }]);
    }
  });
});

it("an account is removed after it was seen to live, and asked for only then", async () => {
  const done: string[] = [];
  const doing = (what: string) => async () => {
    done.push(what);
    return exchange();
  };
  const acting = removal(
    { ...face, whoAmI: doing("who am I"), login: doing("login") },
    {
      lend: async () => ({ username: "ann", password: "x" }),
      signIn: async () => ({ login: exchange(), access: "a", renew: doing("renew") }),
      renewed: "renewed",
    },
  );
  const hook = async (name: string, { username }: { username: string }) => void done.push(`${name} ${username}`);
  const eventually = async (ask: () => Promise<unknown>) => {
    await ask();
    done.push("until it shows");
  };
  await acting["removed-account-gets-no-token"]["after-its-removal"].act({ hook, eventually } as never);
  expect(done).toEqual(["who am I", "renew", "remove-account ann", "login", "until it shows", "renew", "login"]);
});
