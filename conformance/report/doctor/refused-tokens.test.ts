import { expect, it } from "vitest";
import { exchange } from "../../testing/exchanges.ts";
import { login, saidOf, surveyed } from "../../testing/surveys.ts";

const alice = { username: "alice", password: "hunter22" };
const use = (token: string, outcome: string) =>
  exchange({ operation: "whoAmI", sent: { token }, outcome, said: "401 no", response: { status: 401 } });
const said = (...exchanges: readonly ReturnType<typeof exchange>[]) =>
  saidOf("binding", surveyed({ accounts: [{ account: alice, exchanges: [login, ...exchanges] }], probes: [] }));

it("a token of a moment ago that is refused may be carried otherwise", () => {
  expect(said(use("garbage", "unauthorized"), use("t", "unauthorized"))).toEqual([
    "look: whoAmI: the token of the login before it was not taken, unauthorized: 401 no. Is it carried otherwise? See wire.whoAmI in the target file.",
  ]);
});

it.each([["failure"], ["error"]])(
  "so may one that is refused by a protocol that tells it by %s, and calls its successes otherwise",
  (refusal) => {
    expect(said(use("garbage", refusal), use("t", refusal))).toEqual([
      expect.stringMatching(/^look: whoAmI: the token of the login before it was not taken, /),
    ]);
    expect(said(use("garbage", refusal), use("t", "loggedIn"))).toEqual([
      "fine: login, whoAmI are where they should be",
    ]);
  },
);

it("a token that is taken is carried as it should be, and garbage is refused", () => {
  const fine = ["fine: login, whoAmI are where they should be"];
  expect(said(use("garbage", "unauthorized"), use("t", "success"))).toEqual(fine);
  expect(said(use("garbage", "unauthorized"))).toEqual(fine);
});
