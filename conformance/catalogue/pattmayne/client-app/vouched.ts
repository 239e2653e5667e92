import { expectSame, expectThat } from "../../../kit/expect.ts";
import type { Evidence, Exchange } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import { succeed } from "../outcomes.ts";
import { granted, toldBy } from "./witness.ts";

/** Finds fault with an answer about another user than the last one whom the auth app named for a code. */
export function isVouchedFor(use: Exchange, redemptions: Evidence): readonly Finding[] {
  const last = granted(redemptions).at(-1);
  if (!last) return expectThat(false, use.step, "a user of whom the auth app was asked", "no question to it");
  const unlike = [
    ...expectSame(use, "username", toldBy(last, "username")),
    // Of another wire, the number may not be told.
    ...(use.taken["userId"] === undefined ? [] : sameId(use, toldBy(last, "user_id"))),
  ];
  return [...succeed(use), ...unlike];
}

function sameId(use: Exchange, expected: unknown): readonly Finding[] {
  const actual = use.taken["userId"];
  return expectThat(String(actual) === String(expected), use.step, `userId ${expected}`, `userId ${actual}`);
}
