import { describe, expect, it } from "vitest";
import { type Asked, answersOf, type Known, otherwise } from "./answers.ts";

const alice = { userId: 7, username: "alice", userRole: "player" };
const ME = { clientId: "shop", clientSecret: "s3cret" };

function start() {
  const known: Known = {
    ...ME,
    users: new Map([[7, alice]]),
    codes: new Map([["code", { user: alice, spent: false }]]),
    tokens: new Map(),
    living: new Set([7]),
  };
  let issued = 0;
  const answers = answersOf(known, { newToken: () => `token-${++issued}`, now: () => 5000 });
  const ask = async (operation: keyof typeof answers, asked: Asked) => {
    const answer = await answers[operation]({ ...ME, ...asked });
    return { status: answer?.status, ...JSON.parse(answer?.body ?? "{}") };
  };
  return { known, ask };
}

describe("the suite's auth app", () => {
  it("gives a token for a code once, and says whose it is", async () => {
    const { ask } = start();
    expect(await ask("verifyAuthCode", { code: "code" })).toEqual({
      status: 200,
      user_id: 7,
      username: "alice",
      user_role: "player",
      refresh_token: "token-1",
      expires_at: 5 + 14 * 86_400,
    });
    expect(await ask("verifyAuthCode", { code: "code" })).toMatchObject({ status: 401 });
    expect(await ask("verifyAuthCode", { code: "other" })).toMatchObject({ status: 401 });
  });

  it.each(["verifyAuthCode", "checkRefresh", "extRefresh", "extLogout"] as const)(
    "answers %s to no other client, and changes nothing then",
    async (operation) => {
      const { ask, known } = start();
      const asked = { code: "code", userId: 7, clientSecret: "wrong" };
      expect(await ask(operation, asked)).toMatchObject({ status: 401 });
      expect([known.codes.get("code")?.spent, known.living.has(7)]).toEqual([false, true]);
    },
  );

  it("calls a token valid that is its user's, living and not expired, and exchanges it once", async () => {
    const { ask, known } = start();
    await ask("verifyAuthCode", { code: "code" });
    const held = { userId: 7, refreshToken: "token-1" };
    expect(await ask("checkRefresh", held)).toEqual({ status: 200, is_valid: true });
    expect(await ask("checkRefresh", { ...held, userId: 8 })).toEqual({ status: 200, is_valid: false });
    const token = known.tokens.get("token-1");
    if (token) token.expired = true;
    expect(await ask("checkRefresh", held)).toEqual({ status: 200, is_valid: false });
    expect(await ask("extRefresh", held)).toMatchObject({ status: 200, refresh_token: "token-2" });
    expect(await ask("extRefresh", held)).toMatchObject({ status: 401 });
  });

  it("ends all that a user has at a logout, also where there is nothing", async () => {
    const { ask } = start();
    await ask("verifyAuthCode", { code: "code" });
    expect(await ask("extLogout", { userId: 7 })).toEqual({ status: 200, logout: true });
    const held = { userId: 7, refreshToken: "token-1" };
    expect(await ask("checkRefresh", held)).toMatchObject({ is_valid: false });
    expect(await ask("extRefresh", held)).toMatchObject({ status: 401 });
    expect(await ask("extLogout", { userId: 7 })).toMatchObject({ logout: true });
  });

  it("answers otherwise where a check says so", async () => {
    expect(await otherwise.invalid()).toMatchObject({ status: 200, body: '{"is_valid":false}' });
    expect(await otherwise.serverError()).toMatchObject({ status: 500 });
    expect(await otherwise.refused()).toMatchObject({ status: 401 });
    expect(await otherwise.nothing()).toBeUndefined();
  });
});
