import { expect, it } from "vitest";
import type { Otherwise } from "../../testing/exchanges.ts";
import { judged } from "../../testing/judging.ts";
import { rotation } from "./rotation.ts";

const nul = rotation["session.unknown-refresh-token-is-refused"]["bytes-after-nul"];
const REFUSED: Otherwise = { outcome: "refused", response: { status: 400 } };

it("a spoilt refresh token that is taken is found", () => {
  expect(judged(nul, { attempt: {}, control: {} })).toMatchObject({ control: [], judge: [{ at: "attempt" }] });
});

it("a spoilt refresh token that is refused shows nothing where the good one is refused as well", () => {
  expect(judged(nul, { attempt: REFUSED, control: REFUSED }).control).toMatchObject([{ at: "control" }]);
  expect(judged(nul, { attempt: REFUSED, control: {} })).toEqual({ control: [], judge: [] });
});

const third = rotation["session.every-refresh-is-as-the-first"]["third-refresh"];
const gives = (accessToken: string, refreshToken: string): Otherwise => ({ taken: { accessToken, refreshToken } });
const USED = { "use 1": {}, "use 2": {}, "use 3": {} };

/** Refreshes one after the other, each with what it gave. */
const chain = (...answers: readonly Otherwise[]) =>
  Object.fromEntries(
    answers.slice(1).flatMap((answer, index) => [
      [`before ${index + 1}`, answers[index] as Otherwise],
      [`refresh ${index + 1}`, answer],
    ]),
  );

it("refreshes that each give new tokens are as the first", () => {
  const steps = { ...chain(gives("a", "r"), gives("b", "s"), gives("c", "t"), gives("d", "u")), ...USED };
  expect(judged(third, steps)).toEqual({ control: [], judge: [] });
});

it("a later refresh that gives less than the first is found; what the first did not give is not asked of it", () => {
  const stops = { ...chain(gives("a", "r"), gives("b", "s"), gives("c", "s"), gives("d", "s")), ...USED };
  expect(judged(third, stops).judge.map(({ at }) => at)).toEqual(["refresh 2", "refresh 3"]);
  const never = { ...chain(gives("a", "r"), gives("b", "r"), gives("c", "r"), gives("d", "r")), ...USED };
  expect(judged(third, never)).toEqual({ control: [], judge: [] });
  expect(judged(third, { ...never, "use 3": REFUSED }).judge.map(({ at }) => at)).toEqual(["use 3"]);
});

it("where the first refresh does not work, there is nothing to compare with", () => {
  expect(judged(third, { "before 1": gives("a", "r"), "refresh 1": REFUSED }).control).toMatchObject([
    { at: "refresh 1" },
  ]);
});
