import { describe, expect, it } from "vitest";
import type { Start } from "../../model/start.ts";
import { target } from "../../testing/targets.ts";
import { withOwnMeans } from "./own-means.ts";

const start: Start = {
  ...{ kind: "image", what: "acme/auth", as: "--image", folder: "/", env: {} },
  ...{ ready: { withinMs: 1000 }, lendsClock: true },
};
const profilesOf = (otherwise: Parameters<typeof target>[0]) =>
  withOwnMeans(target(otherwise)).profiles?.map(({ profile }) => profile) ?? [];

describe("a target that the suite starts", () => {
  it("can be restarted, and is started once more with short lifetimes, and with a clock that moves", () => {
    const own = withOwnMeans(target({ start }));
    expect(own.hooks?.restart).toBeDefined();
    expect(own.profiles).toMatchObject([
      {
        profile: "short-lived",
        meets: ["short-access-lifetime", "short-refresh-lifetime"],
        start: { env: { AUTHMARK_ACCESS_TTL: "5", AUTHMARK_REFRESH_TTL: "10" } },
      },
      { profile: "moved-clock", movesClock: true },
    ]);
  });

  it("has the lifetimes that its file says, in profiles or at all", () => {
    expect(profilesOf({ start, lifetimes: { accessMs: 1, leewayMs: 0 } })).toEqual(["moved-clock"]);
    expect(profilesOf({ start, profiles: [target({ profile: "mine" })] })).toEqual(["mine", "moved-clock"]);
    const [shortLived] =
      withOwnMeans(target({ start: { ...start, env: { AUTHMARK_ACCESS_TTL: "60" } } })).profiles ?? [];
    expect(shortLived?.start?.env["AUTHMARK_ACCESS_TTL"]).toBe("60");
  });

  it("keeps its own restart, and its own clock where it takes none that is lent", async () => {
    const restart = async () => {};
    expect(withOwnMeans(target({ start, hooks: { restart } })).hooks?.restart).toBe(restart);
    expect(profilesOf({ start: { ...start, lendsClock: false } })).toEqual(["short-lived"]);
  });
});

it("a target that runs already has a further way to be tested only where its clock can be set", () => {
  expect(profilesOf({})).toEqual([]);
  expect(profilesOf({ hooks: { clock: async () => {} } })).toEqual(["moved-clock"]);
  expect(profilesOf({ clockRequest: { method: "POST", path: "/clock?{offset}" } })).toEqual(["moved-clock"]);
});
