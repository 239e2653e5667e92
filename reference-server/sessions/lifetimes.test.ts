import { describe, expect, it } from "vitest";
import { firstExpiries, nextExpiries } from "./lifetimes.ts";

const lifetimes = { accessTtl: 5, refreshTtl: 60, refreshLifetime: "sliding" } as const;

describe("a session's tokens", () => {
  it("live as long as they are to, from the login on", () => {
    expect(firstExpiries(1_000, lifetimes)).toEqual({ access: 6_000, refresh: 61_000 });
    expect(firstExpiries(0, { ...lifetimes, accessTtl: 0.25 }).access).toBe(250);
  });

  it("live as long again after a refresh, where lifetimes slide", () => {
    expect(nextExpiries(50_000, lifetimes, 61_000)).toEqual({ access: 55_000, refresh: 110_000 });
  });

  it("end when they would have without a refresh, where lifetimes are absolute", () => {
    const absolute = { ...lifetimes, refreshLifetime: "absolute" } as const;
    expect(nextExpiries(50_000, absolute, 61_000)).toEqual({ access: 55_000, refresh: 61_000 });
  });

  it.each([
    [{ ...lifetimes, accessTtl: 60 }, 0, undefined, 30_000],
    [{ ...lifetimes, accessTtl: 61 }, 0, undefined, 30_000],
    [{ ...lifetimes, refreshLifetime: "absolute" } as const, 57_000, 60_000, 58_500],
    [{ ...lifetimes, refreshLifetime: "absolute" } as const, 59_999, 60_000, 59_999],
  ])("are never an access token that lives as long as the refresh token", (chosen, now, expiresAt, access) => {
    const expiries = expiresAt === undefined ? firstExpiries(now, chosen) : nextExpiries(now, chosen, expiresAt);
    expect(expiries.access).toBe(access);
    expect(expiries.access).toBeLessThan(expiries.refresh);
  });
});
