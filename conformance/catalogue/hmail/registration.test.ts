import { describe, expect, it } from "vitest";
import type { HttpCaller } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import { baseFor, squareRepeatedly, writeNumber } from "../../kit/proof-of-work.ts";
import { CannotTest, PreparationFailed } from "../../model/errors.ts";
import type { Account } from "../../model/target.ts";
import { exchange, type Otherwise } from "../../testing/exchanges.ts";
import { target } from "../../testing/targets.ts";
import { createRegistration } from "./registration.ts";

const MODULUS = 1009n * 2003n;
const ann = { username: "anna", password: "x" };

/** The client's side of registration, at a server that answers so. */
function start(answers: Readonly<Record<string, Otherwise>> = {}) {
  const asked: [string, object][] = [];
  const made: Account[] = [];
  const all: Readonly<Record<string, Otherwise>> = {
    getCreateAccountPowPolicy: { taken: { requirement: 5 } },
    getPowToken: { taken: { challenge: writeNumber(MODULUS) } },
    ...answers,
  };
  const call: HttpCaller["call"] = async (operation, roles) => {
    asked.push([operation, roles]);
    return exchange(all[operation]);
  };
  const session = {
    shared: (_: string, make: () => unknown) => make(),
    newName: () => "drawn",
    newPassword: (length: number) => "p".repeat(length),
    made: (account: Account) => void made.push(account),
  } as unknown as Session;
  return { asked, made, registration: createRegistration({ call } as HttpCaller, session, target()) };
}

describe("whether accounts are made", () => {
  it.each([
    ["offered", { taken: { requirement: 390_000 } }],
    ["offered", { taken: { requirement: 2_000_000 } }],
    ["dear", { taken: { requirement: 2_000_001 } }],
    ["absent", { response: { status: 404 }, outcome: "refused" }],
    ["absent", { response: { status: 501 }, outcome: "serverError" }],
    ["offered", { response: { status: 500 }, outcome: "serverError" }],
  ] as const)("is read off the policy: %s", async (registration, policy) => {
    const { registration: own } = start({ getCreateAccountPowPolicy: policy });
    expect(await own.isOffered()).toBe(registration);
  });
});

describe("an account that is registered", () => {
  it("comes with a proof of the work that the policy asks for, and is noted as made", async () => {
    const { asked, made, registration } = start();
    await registration.register(ann);
    const answer = await squareRepeatedly(baseFor("anna"), 5, MODULUS);
    const proof = { iters: 5, token: writeNumber(MODULUS), pow_result: writeNumber(answer) };
    expect(asked.at(-1)).toEqual(["createAccount", { ...ann, proof }]);
    expect(made).toEqual([ann]);
  });

  it("is not noted where the server refuses it", async () => {
    const { made, registration } = start({ createAccount: { outcome: "refused", response: { status: 400 } } });
    await registration.register(ann);
    expect(made).toEqual([]);
    await expect(registration.registered()).rejects.toBeInstanceOf(PreparationFailed);
  });

  it("is a new one, where none is named", async () => {
    expect(await start().registration.registered()).toEqual({ username: "drawn", password: "p".repeat(20) });
  });
});

describe("a challenge", () => {
  it.each([
    ["zero", writeNumber(0n)],
    ["one", writeNumber(1n)],
    ["nothing", ""],
    ["longer than anybody needs", "A".repeat(2736)],
  ])("that is %s is no modulus, and blocks the check", async (_, challenge) => {
    const { registration } = start({ getPowToken: { taken: { challenge } } });
    await expect(registration.challenge()).rejects.toBeInstanceOf(PreparationFailed);
  });

  it.each([-1, 1.5, "5", null])("of a policy that asks for %j iterations blocks the check", async (requirement) => {
    const { registration } = start({ getCreateAccountPowPolicy: { taken: { requirement } } });
    await expect(registration.challenge()).rejects.toBeInstanceOf(PreparationFailed);
  });

  it("that asks for no work means nothing to a check of proofs, which is then not tested", async () => {
    const { registration } = start({ getCreateAccountPowPolicy: { taken: { requirement: 0 } } });
    expect(await registration.challenge()).toMatchObject({ iterations: 0 });
    await expect(registration.realChallenge()).rejects.toThrow(new CannotTest("the target asks for no proof of work"));
  });
});
