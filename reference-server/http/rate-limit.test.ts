import { Problem } from "@authmark/protocols/hmail/schemas";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { defaults } from "../config.ts";
import { createEnv } from "../env.ts";
import { createRateLimiter, type RateLimiter } from "./rate-limit.ts";
import { createService } from "./service.ts";

let now: number;
let limiter: RateLimiter;
const clock = { now: () => now };
beforeEach(() => {
  now = 1_000_000;
  limiter = createRateLimiter(() => ({ clock }), { burst: 5, perSecond: 10 });
});
/** How many requests of an address are let through until one is not. */
const exhaust = (address = "a") => {
  for (let count = 0; ; count++) if (limiter.count(address) > 0) return count;
};

describe("a rate limit", () => {
  it("lets a burst through, and tells how long to wait after it", () => {
    expect(exhaust()).toBe(5);
    expect(limiter.count("a")).toBe(100);
    now += 40;
    expect(limiter.count("a")).toBe(60);
  });

  it("lets one more through after each refill, and does not count what it refused", () => {
    exhaust();
    for (let i = 0; i < 20; i++) limiter.count("a");
    for (let i = 0; i < 5; i++) {
      now += 100;
      expect(exhaust()).toBe(1);
    }
  });

  it("lets a whole burst through after as long as that takes to fill, and never more", () => {
    exhaust();
    now += 500;
    expect(exhaust()).toBe(5);
    now += 1_000_000;
    expect(exhaust()).toBe(5);
  });

  it("counts each address for itself", () => {
    exhaust("a");
    expect([limiter.count("b"), limiter.count("a")]).toEqual([0, 100]);
  });

  it.each([1, 3, 7, 1_000])("of %i a second lets exactly the burst through", (perSecond) => {
    limiter = createRateLimiter(() => ({ clock }), { burst: 100, perSecond });
    expect(exhaust()).toBe(100);
  });

  it("shuts nobody out for longer because the clock was set back", () => {
    exhaust();
    now -= 3_600_000;
    expect(limiter.count("a")).toBe(100);
  });

  it("can be off", () => {
    limiter = createRateLimiter(() => ({ clock }), "off");
    expect(Array.from({ length: 1_000 }, () => limiter.count("a")).every((wait) => wait === 0)).toBe(true);
  });

  it("forgets who may ask as often as at first", () => {
    const spy = vi.spyOn(Map.prototype, "delete");
    for (let i = 0; i < 50; i++) limiter.count(`client ${i}`);
    now += 500;
    spy.mockClear();
    limiter.count("a");
    expect(spy.mock.calls.filter(([address]) => String(address).startsWith("client"))).toHaveLength(50);
    spy.mockRestore();
  });
});

describe("a service", () => {
  it("answers 429 with the seconds to wait, before it looks at the request", async () => {
    const config = { ...defaults, rateLimit: { burst: 1, perSecond: 1 } };
    const env = createEnv(config, { info: vi.fn(), error: vi.fn() }, (made) => ({ ...made, clock }));
    const service = createService(env);
    const ask = (address: string) => service.fetch(new Request("http://a/nothing"), { address });
    expect((await ask("10.0.0.1")).status).toBe(404);
    const refused = await ask("10.0.0.1");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(Problem.parse(await refused.json()).status).toBe(429);
    expect((await ask("10.0.0.2")).status).toBe(404);
    now += 1_000;
    expect((await ask("10.0.0.1")).status).toBe(404);
  });
});
