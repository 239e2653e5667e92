import { describe, expect, it } from "vitest";
import { exchange } from "../testing/exchanges.ts";
import { fail, PASS, result } from "../testing/results.ts";
import { createKeeper, type Keeper } from "./keeper.ts";

const MEGABYTE = 1024 * 1024;
const SHORT = 2048;
const answering = (length: number) => exchange({ said: "x".repeat(length), response: { body: "x".repeat(length) } });
const bodyOf = (keeper: Keeper, length: number) => keeper.exchange(answering(length)).response;

describe("what is kept of answers", () => {
  it("is all of those that are short, however many there are", () => {
    const keeper = createKeeper();
    for (let index = 0; index < 2000; index++) expect(bodyOf(keeper, SHORT)).toEqual(answering(SHORT).response);
  });

  it("is all of long ones, until that is too much, and then their beginning", () => {
    const keeper = createKeeper();
    expect(bodyOf(keeper, MEGABYTE)).toEqual(answering(MEGABYTE).response);
    expect(bodyOf(keeper, MEGABYTE)).toEqual(answering(MEGABYTE).response);
    expect(bodyOf(keeper, SHORT + 1)).toEqual({ ...answering(SHORT).response, truncated: true });
    expect(bodyOf(keeper, SHORT)).toEqual(answering(SHORT).response);
  });

  it("counts once, also where several checks have it", () => {
    const keeper = createKeeper();
    const shared = answering(MEGABYTE);
    const kept = keeper.exchange(shared);
    for (let index = 0; index < 5; index++) {
      expect(keeper.exchange(shared).response).toBe(kept.response);
      expect(keeper.exchange(kept).response).toBe(kept.response);
    }
    expect(bodyOf(keeper, MEGABYTE)).toEqual(shared.response);
  });

  it("is the beginning of what was sent, with how much more it was, once its check has come to a verdict", () => {
    const keeper = createKeeper();
    const shared = exchange({ request: { body: "x".repeat(MEGABYTE) } });
    const [one, other] = [keeper.result(result("MUST", PASS, [shared])), keeper.result(result("MUST", PASS, [shared]))];
    expect(one.exchanges[0]?.request).toMatchObject({ body: "x".repeat(65_536), unkept: MEGABYTE - 65_536 });
    expect(other.exchanges[0]?.request).toBe(one.exchanges[0]?.request);
    expect(keeper.result(one).exchanges[0]?.request).toBe(one.exchanges[0]?.request);
    expect(keeper.exchange(shared).request).toBe(shared.request);
    const bytes = exchange({ request: { body: { base64: "AAAA".repeat(MEGABYTE) } } });
    expect(keeper.result(result("MUST", PASS, [bytes])).exchanges[0]?.request.body).toEqual({
      base64: "AAAA".repeat(16_384),
    });
  });

  it("is a hundred fields", () => {
    const headers = Array.from({ length: 2500 }, (_, index) => ["x", String(index)] as const);
    const kept = createKeeper().exchange(exchange({ response: { headers } }));
    expect(kept.response).toMatchObject({ headers: headers.slice(0, 100) });
  });

  it("is the beginning of what is said of them, and values that can be compared", () => {
    const taken = { token: "t", expiresAt: 5, hmails: [{}], user: { a: 1 } };
    const kept = createKeeper().exchange(exchange({ taken, said: "x".repeat(MEGABYTE) }));
    expect(kept.taken).toEqual({ token: "t", expiresAt: 5 });
    expect(kept.said).toHaveLength(SHORT);
  });

  it("is nothing where none came", () => {
    const { response: _, ...none } = exchange();
    expect(createKeeper().exchange(none)).toEqual(none);
  });
});

describe("what is kept of a result", () => {
  it("is the verdict, with the beginning of long findings", () => {
    const found = result("MUST", fail("x".repeat(MEGABYTE)), [answering(10)]);
    const verdict = fail("x".repeat(SHORT));
    expect(createKeeper().result(found)).toEqual({ ...found, verdict });
  });

  it("is all of it where it is short", () => {
    for (const verdict of [PASS, fail()]) {
      const found = result("MUST", verdict, [answering(10)]);
      expect(createKeeper().result(found)).toEqual(found);
    }
  });
});
