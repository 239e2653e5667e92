import { beforeEach, describe, expect, it } from "vitest";
import { bearer, createSessionClient, tokensOf } from "../../testing/session-client.ts";

let client: Awaited<ReturnType<typeof createSessionClient>>;
beforeEach(async () => {
  client = await createSessionClient();
});

const errorOf = async (response: Response) => [response.status, ((await response.json()) as { error: string }).error];

describe("a logout", () => {
  it("ends both tokens, and no other session", async () => {
    const [session, other, bobby] = [await client.begin(), await client.begin(), await client.begin("bobby")];
    const response = await client.logOut(session.access_token, session.refresh_token);
    expect([response.status, await response.text()]).toEqual([204, ""]);
    const alive = [session, other, bobby].map(({ access_token }) => client.isAlive(access_token));
    expect(await Promise.all(alive)).toEqual([false, true, true]);
    expect((await client.refresh(session.refresh_token)).status).toBe(400);
    expect((await client.refresh(other.refresh_token)).status).toBe(200);
  });

  it("is confirmed again when it is repeated, and hinders no login", async () => {
    const { access_token, refresh_token } = await client.begin();
    for (const _ of [1, 2, 3]) expect((await client.logOut(access_token, refresh_token)).status).toBe(204);
    expect(await client.isAlive((await client.begin()).access_token)).toBe(true);
  });

  it("works with an expired access token", async () => {
    const { access_token, refresh_token } = await client.begin();
    client.clock.at += 20_000;
    expect((await client.logOut(access_token, refresh_token)).status).toBe(204);
    expect((await client.refresh(refresh_token)).status).toBe(400);
  });

  it.each([
    ["old", "old"],
    ["old", "new"],
    ["new", "old"],
    ["new", "new"],
  ] as const)(
    "works with the %s access token and the %s refresh token of a refreshed session",
    async (access, refresh) => {
      const old = await client.begin();
      const tokens = { old, new: await tokensOf(await client.refresh(old.refresh_token)) };
      const response = await client.logOut(tokens[access].access_token, tokens[refresh].refresh_token);
      expect(response.status).toBe(204);
      expect(await client.isAlive(tokens.new.access_token)).toBe(false);
      expect((await client.refresh(tokens.new.refresh_token)).status).toBe(400);
    },
  );

  it("ends the session of its access token where nobody knows the refresh token", async () => {
    const { access_token, refresh_token } = await client.begin();
    expect((await client.logOut(access_token, "unknown")).status).toBe(204);
    expect(await client.isAlive(access_token)).toBe(false);
    expect((await client.refresh(refresh_token)).status).toBe(400);
  });

  it("ends what a reused refresh token has ended, too", async () => {
    const { access_token, refresh_token } = await client.begin();
    for (const _ of [1, 2]) await client.refresh(refresh_token);
    expect((await client.logOut(access_token, refresh_token)).status).toBe(204);
  });

  it("leaves nothing alive when it races a refresh", async () => {
    const { access_token, refresh_token } = await client.begin();
    const [refreshed, ended] = await Promise.all([
      client.refresh(refresh_token),
      client.logOut(access_token, refresh_token),
    ]);
    expect(ended.status).toBe(204);
    if (refreshed.status === 200) {
      const next = await tokensOf(refreshed);
      expect(await client.isAlive(next.access_token)).toBe(false);
      expect((await client.refresh(next.refresh_token)).status).toBe(400);
    }
    expect(await client.isAlive(access_token)).toBe(false);
  });
});

describe("a logout that is refused", () => {
  it("with another's refresh token changes nothing", async () => {
    const [alice, bobby] = [await client.begin(), await client.begin("bobby")];
    const response = await client.logOut(alice.access_token, bobby.refresh_token);
    expect(await errorOf(response)).toEqual([400, "invalid_grant"]);
    for (const { access_token, refresh_token } of [alice, bobby]) {
      expect(await client.isAlive(access_token)).toBe(true);
      expect((await client.refresh(refresh_token)).status).toBe(200);
    }
  });

  it("without the refresh token changes nothing", async () => {
    const { access_token } = await client.begin();
    const response = await client.post("/logout", {}, bearer(access_token));
    expect(await errorOf(response)).toEqual([400, "invalid_request"]);
    expect(await client.isAlive(access_token)).toBe(true);
  });

  it.each([
    ["no access token", {}],
    ["garbage for one", bearer("garbage")],
    ["an empty one", bearer("")],
  ])("with %s changes nothing", async (_, headers) => {
    const { access_token, refresh_token } = await client.begin();
    const response = await client.post("/logout", { refresh_token }, headers);
    expect(await errorOf(response)).toEqual([401, "invalid_token"]);
    expect(await client.isAlive(access_token)).toBe(true);
    expect((await client.refresh(refresh_token)).status).toBe(200);
  });

  it("with a refresh token for the access token changes nothing", async () => {
    const { refresh_token } = await client.begin();
    expect((await client.logOut(refresh_token, refresh_token)).status).toBe(401);
    expect((await client.refresh(refresh_token)).status).toBe(200);
  });
});
