import { Errors, User } from "@authmark/protocols/getnative/schemas";
import { beforeEach, describe, expect, it } from "vitest";
import { claimsOf, createGetnativeClient, email, password, tokenOf } from "../../testing/getnative-client.ts";

let client: Awaited<ReturnType<typeof createGetnativeClient>>;
let token: string;
beforeEach(async () => {
  client = await createGetnativeClient();
  token = tokenOf(await client.register());
});

const expectError = async (response: Response, status: number, code: string, brings = false) => {
  expect([response.status, response.headers.get("cache-control")]).toEqual([status, "no-store"]);
  expect(Errors.parse(await response.json()).map((error) => error.code)).toEqual([code]);
  expect(response.headers.has("gn-access-token")).toBe(brings);
};

describe("a registration", () => {
  it("makes an account and logs its user in", async () => {
    const response = await client.register("bobby@example.org");
    expect(response.status).toBe(200);
    const { id, ...rest } = User.strict().parse(await response.json());
    expect(rest).toEqual({ email: "bobby@example.org" });
    expect(claimsOf(tokenOf(response))["sub"]).toBe(String(id));
    expect(await (await client.account(tokenOf(response))).json()).toEqual({ id, ...rest });
    expect((await client.logIn("bobby@example.org")).status).toBe(200);
  });

  it.each([email, "alice@EXAMPLE.Org"])("is refused for %s, which is taken, and changes nothing", async (taken) => {
    await expectError(await client.register(taken, "another horse"), 409, "UserAlreadyExists");
    expect((await client.logIn(email, "another horse")).status).toBe(401);
    expect(await client.isGood(token)).toBe(true);
  });

  it.each(["Alice@example.org", "alice+tag@example.org", "alice@example.com"])(
    "takes %s for another email",
    async (other) => {
      const sub = claimsOf(tokenOf(await client.register(other)))["sub"];
      expect(sub).not.toBe(claimsOf(token)["sub"]);
    },
  );

  it.each([
    ["no email", "alice", password],
    ["an email beyond ASCII", "ålice@example.org", password],
    ["a short password", "bobby@example.org", "horse"],
    ["a password of more than 4096 bytes", "bobby@example.org", "x".repeat(4_097)],
  ])("is refused for %s", async (_, name, given) => {
    await expectError(await client.register(name, given), 400, "RequestParam");
    expect((await client.logIn(name, given)).status).toBe(401);
  });

  it("succeeds once of several at a time", async () => {
    const all = await Promise.all([1, 2, 3, 4, 5].map((n) => client.register("bobby@example.org", `the horse ${n}`)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    const winner = all.findIndex(({ status }) => status === 200) + 1;
    expect((await client.logIn("bobby@example.org", `the horse ${winner}`)).status).toBe(200);
  });

  it("never gives an account the number of one that is gone", async () => {
    await client.deleteAccount(token);
    const next = tokenOf(await client.register());
    expect(claimsOf(next)["sub"]).not.toBe(claimsOf(token)["sub"]);
    expect([await client.isGood(token), await client.isGood(next)]).toEqual([false, true]);
  });
});

describe("a login", () => {
  it("tells the user, and brings a token that lives as long as is declared", async () => {
    const response = await client.logIn("alice@Example.ORG");
    expect(User.strict().parse(await response.json()).email).toBe(email);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "no-store",
      "access-control-expose-headers": "GN-Access-Token",
    });
    expect(claimsOf(tokenOf(response))).toEqual({
      iss: "api.get-native.com",
      aud: "get-native.com",
      sub: "1",
      iat: 1_000,
      exp: 1_010,
      jti: expect.stringMatching(/^[\w-]{22}$/),
    });
    expect(await client.isGood(tokenOf(response))).toBe(true);
  });

  it.each([
    ["a wrong password", email, "wrong horse"],
    ["an empty password", email, ""],
    ["an unknown email", "nobody@example.org", password],
    ["an email with a tag", "alice+tag@example.org", password],
    ["an email in another case before the @", "Alice@example.org", password],
    ["an email whose domain only looks alike", "alice@example.orG\u200b", password],
    ["a domain with the sign of Kelvin for a k", "alice@example.or\u212a", password],
  ])("fails for %s", async (_, name, given) => {
    const response = await client.logIn(name, given);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    await expectError(response, 401, "UserNamePasswordIncorrect");
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
    await client.logIn("nobody@example.org");
    expect(hashes).toEqual([undefined]);
  });
});

describe("a good token", () => {
  it("is renewed by each answer, and stays good itself until it expires", async () => {
    client.clock.at += 6_000;
    const second = tokenOf(await client.account(token));
    client.clock.at += 3_999;
    const third = tokenOf(await client.account(second));
    expect([token, second, third].map((each) => claimsOf(each)["exp"])).toEqual([1_010, 1_016, 1_019]);
    expect(await client.isGood(token)).toBe(true);
    client.clock.at += 1;
    expect([await client.isGood(token), await client.isGood(second)]).toEqual([false, true]);
  });

  it("is renewed to another one within the same second", async () => {
    expect(tokenOf(await client.account(token))).not.toBe(token);
  });

  it.each([
    ["a wrong current password", { current_password: "wrong", password: "another horse" }, 400, "PasswordIncorrect"],
    ["a short new password", { current_password: password, password: "horse" }, 400, "RequestParam"],
    ["a body of a wrong shape", { password: "another horse" }, 400, "RequestParam"],
    ["no body", undefined, 415, "UnsupportedMediaType"],
  ])("is renewed also where the request is refused for %s", async (_, body, status, code) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await client.send("PUT", "/account/password", body, headers);
    expect(await client.isGood(tokenOf(response))).toBe(true);
    await expectError(response, status, code, true);
    expect((await client.logIn()).status).toBe(200);
  });
});

describe("a request without a good token", () => {
  it.each([
    ["GET", "/account", undefined],
    ["DELETE", "/account", undefined],
    ["PUT", "/account/password", { current_password: password, password: "another horse" }],
  ])("is refused at %s %s, with a challenge, and changes nothing", async (method, path, body) => {
    const challenges = [];
    for (const authorization of [undefined, `Basic ${token}`, "Bearer", "Bearer x", `Bearer ${token.slice(0, -9)}`]) {
      const response = await client.send(method, path, body, authorization === undefined ? {} : { authorization });
      challenges.push(response.headers.get("www-authenticate"));
      await expectError(response, 401, "Auth");
    }
    const wrong = 'Bearer error="invalid_token"';
    expect(challenges).toEqual(["Bearer", "Bearer", "Bearer", wrong, wrong]);
    expect((await client.logIn()).status).toBe(200);
  });

  it("gets no token either where its body is wrong, nor does a login that is malformed", async () => {
    await expectError(await client.send("PUT", "/account/password", {}), 400, "RequestParam");
    const headers = { authorization: `Bearer ${token}` };
    await expectError(await client.send("POST", "/account/login", {}, headers), 400, "RequestParam");
  });
});

describe("a change of the password", () => {
  it("puts the new one in the place of the old, and leaves tokens alone", async () => {
    const response = await client.changePassword(token, password, "another horse");
    expect([response.status, await client.isGood(tokenOf(response))]).toEqual([204, true]);
    expect([(await client.logIn()).status, (await client.logIn(email, "another horse")).status]).toEqual([401, 200]);
    expect(await client.isGood(token)).toBe(true);
  });

  it("succeeds once of two that are made with the same password at a time", async () => {
    const all = await Promise.all(
      ["another horse", "a third horse"].map((p) => client.changePassword(token, password, p)),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([204, 400]);
  });

  it("changes no other account", async () => {
    await client.register("bobby@example.org");
    await client.changePassword(token, password, "another horse");
    expect((await client.logIn("bobby@example.org")).status).toBe(200);
  });
});

describe("a deletion", () => {
  it("ends the account and all of its tokens, and brings none", async () => {
    const other = tokenOf(await client.logIn());
    const bobby = tokenOf(await client.register("bobby@example.org"));
    const response = await client.deleteAccount(token);
    expect([response.status, response.headers.get("gn-access-token")]).toEqual([204, null]);
    expect([await client.isGood(token), await client.isGood(other), await client.isGood(bobby)]).toEqual([
      false,
      false,
      true,
    ]);
    expect((await client.logIn()).status).toBe(401);
    await expectError(await client.deleteAccount(token), 401, "Auth");
  });
});

describe("the published keys", () => {
  it("have no private member", async () => {
    const response = await client.send("GET", "/.well-known/jwks.json");
    const { keys } = (await response.json()) as { keys: object[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([["alg", "e", "kid", "kty", "n", "use"]]);
  });
});

describe("a path that is not served, or not so", () => {
  it("is told as an error of GetNative", async () => {
    await expectError(await client.send("GET", "/nothing"), 404, "NotFound");
    const response = await client.send("POST", "/account", {});
    expect(response.headers.get("allow")).toBe("GET, DELETE");
    await expectError(response, 405, "MethodNotAllowed");
  });
});
