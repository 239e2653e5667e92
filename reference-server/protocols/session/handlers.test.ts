import { OAuthError } from "@authmark/protocols/session/schemas";
import { beforeEach, describe, expect, it } from "vitest";
import { bearer, createSessionClient, tokensOf } from "../../testing/session-client.ts";
import { password } from "../../testing/session-service.ts";

let client: Awaited<ReturnType<typeof createSessionClient>>;
beforeEach(async () => {
  client = await createSessionClient();
});

const expectError = async (response: Response, status: number, error: string) => {
  expect([response.status, response.headers.get("cache-control")]).toEqual([status, "no-store"]);
  expect(OAuthError.strict().parse(await response.json()).error).toBe(error);
};

describe("a login", () => {
  it("yields two tokens, good at once, with the lifetimes that are declared", async () => {
    const response = await client.logIn();
    expect(response.headers.get("cache-control")).toBe("no-store");
    const { access_token, refresh_token, ...rest } = await tokensOf(response);
    expect(rest).toEqual({ token_type: "Bearer", expires_in: 10, refresh_expires_in: 60 });
    expect([access_token, refresh_token]).toEqual(Array(2).fill(expect.stringMatching(/^[\w-]{43}$/)));
    expect(await (await client.session(access_token)).json()).toEqual({ username: "alice", expires_in: 10 });
    expect((await client.refresh(refresh_token)).status).toBe(200);
  });

  it.each([
    ["a wrong password", "alice", "wrong horse"],
    ["an unknown user", "nobody", password],
    ["a name in another case", "Alice", password],
    ["an empty password", "alice", ""],
  ])("fails for %s, and ends nothing", async (_, username, given) => {
    const { access_token } = await client.begin();
    await expectError(await client.logIn(username, given), 401, "invalid_credentials");
    expect(await client.isAlive(access_token)).toBe(true);
  });

  it("costs an unknown user as much as a known one", async () => {
    const hashes: (string | undefined)[] = [];
    const { verify } = client.env.passwords;
    Object.assign(client.env.passwords, {
      verify: (given: string, phc: string | undefined) => {
        hashes.push(phc);
        return verify(given, phc);
      },
    });
    await client.logIn("nobody");
    expect(hashes).toEqual([undefined]);
  });

  it("leaves earlier sessions of its user alone", async () => {
    const [first, second] = [await client.begin(), await client.begin()];
    expect(await client.isAlive(first.access_token)).toBe(true);
    expect((await client.refresh(first.refresh_token)).status).toBe(200);
    expect(await client.isAlive(second.access_token)).toBe(true);
  });
});

describe("an access token", () => {
  it("tells what is left of it in whole seconds, and is refused from the moment on that it expires", async () => {
    const { access_token } = await client.begin();
    const left = async (later: number) => {
      client.clock.at = 1_000_000 + later;
      const response = await client.session(access_token);
      return response.status === 200 ? ((await response.json()) as { expires_in: number }).expires_in : response.status;
    };
    expect([await left(1), await left(9_000), await left(9_999), await left(10_000)]).toEqual([9, 1, 0, 401]);
  });

  it.each([
    ["no token", {}, "Bearer"],
    ["another scheme", { authorization: "Basic YTpi" }, "Bearer"],
    ["an empty token", { authorization: "Bearer " }, "Bearer"],
    ["garbage", bearer("x"), 'Bearer error="invalid_token"'],
    ["what is no token at all", bearer("a b"), 'Bearer error="invalid_token"'],
    ["two tokens", bearer("a, Bearer b"), 'Bearer error="invalid_token"'],
  ])("is needed: %s is challenged", async (_, headers, challenge) => {
    const { refresh_token } = await client.begin();
    for (const response of [
      await client.send("/session", { headers }),
      await client.post("/logout", { refresh_token }, headers),
    ]) {
      expect(response.headers.get("www-authenticate")).toBe(challenge);
      await expectError(response, 401, "invalid_token");
    }
    expect((await client.refresh(refresh_token)).status).toBe(200);
  });

  it("is taken from no cookie and no query, and is no refresh token", async () => {
    const { access_token, refresh_token } = await client.begin();
    const cookie = `__Host-access_token=${access_token}`;
    expect((await client.send(`/session?access_token=${access_token}`, { headers: { cookie } })).status).toBe(401);
    await expectError(await client.refresh(access_token), 400, "invalid_grant");
    expect(await client.isAlive(refresh_token)).toBe(false);
    expect(await client.isAlive(access_token)).toBe(true);
  });
});

describe("a refresh", () => {
  it("yields two new tokens and ends the two before, as often as it is done", async () => {
    const seen = [await client.begin()];
    for (const _ of [1, 2, 3]) seen.push(await tokensOf(await client.refresh(seen.at(-1)?.refresh_token ?? "")));
    expect(new Set(seen.flatMap(({ access_token, refresh_token }) => [access_token, refresh_token])).size).toBe(8);
    expect(await Promise.all(seen.map(({ access_token }) => client.isAlive(access_token)))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it("works after the access token has expired, and not after the refresh token has", async () => {
    const { refresh_token } = await client.begin();
    client.clock.at += 59_999;
    const response = await client.refresh(refresh_token);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const next = await tokensOf(response);
    expect(next.refresh_expires_in).toBe(60);
    client.clock.at += 60_000;
    await expectError(await client.refresh(next.refresh_token), 400, "invalid_grant");
  });

  it("leaves the session's end as it was where lifetimes are absolute", async () => {
    client = await createSessionClient({ refreshLifetime: "absolute" });
    const { refresh_token } = await client.begin();
    client.clock.at += 45_000;
    const next = await tokensOf(await client.refresh(refresh_token));
    expect([next.expires_in, next.refresh_expires_in]).toEqual([10, 15]);
    client.clock.at += 15_000;
    await expectError(await client.refresh(next.refresh_token), 400, "invalid_grant");
  });

  it("with a token that was exchanged ends that session, and no other", async () => {
    const [first, other, bobby] = [await client.begin(), await client.begin(), await client.begin("bobby")];
    const next = await tokensOf(await client.refresh(first.refresh_token));
    await expectError(await client.refresh(first.refresh_token), 400, "invalid_grant");
    await expectError(await client.refresh(next.refresh_token), 400, "invalid_grant");
    const alive = [next, other, bobby].map(({ access_token }) => client.isAlive(access_token));
    expect(await Promise.all(alive)).toEqual([false, true, true]);
  });

  it("that came before the first was answered is refused, and ends nothing", async () => {
    const { refresh_token } = await client.begin();
    const arrivedAt = client.env.arrivals.now();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => client.refresh(refresh_token, arrivedAt)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual([200, 400, 400, 400, 400]);
    const winner = await tokensOf(outcomes.find(({ status }) => status === 200) ?? new Response());
    expect(await client.isAlive(winner.access_token)).toBe(true);
    expect((await client.refresh(winner.refresh_token)).status).toBe(200);
  });
});
