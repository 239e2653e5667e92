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
