import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asking, password, startAngen, type Token, tokenIn } from "../../testing/angen-server.ts";

type Server = Awaited<ReturnType<typeof startAngen>>;
let server: Server;
beforeEach(async () => {
  server = await startAngen();
});
afterEach(() => server.close());

/** A connection, and the commands on it. */
async function open(from?: string) {
  const client = await server.open(from);
  return { ...client, ...asking(client) };
}

/** A connection that is logged in. */
async function openAs(name: string, given = password) {
  const client = await open();
  const token = await client.token(name, given);
  expect(await client.login(token.identifier_code)).toMatchObject({ name: "auth/logged_in" });
  return { ...client, logInToken: token };
}

const failureOf = (command: string) => ({ name: "system/failure", message: { command, reason: expect.any(String) } });
const isGood = async (token: Token) => (await (await open()).login(token.identifier_code))?.name === "auth/logged_in";

describe("a password", () => {
  it("yields a token of two codes that tells its user and when it ends, and logs nobody in", async () => {
    const client = await open();
    const answer = await client.getToken({ name: "alice" });
    expect(answer).toEqual({ name: "auth/token", message: { token: expect.any(Object) } });
    const { user_id, identifier_code, renewal_code, expires_at } = tokenIn(answer);
    expect(user_id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    for (const code of [identifier_code, renewal_code]) expect(Buffer.from(code, "base64url")).toHaveLength(32);
    expect(expires_at).toBe(new Date(1_010_000).toISOString());
    expect(await client.whoami()).toEqual(failureOf("connections/whoami"));
  });

  it("is asked for by email, else by id, else by name", async () => {
    const client = await open();
    const { user_id } = await client.token("bobby", "battery staple");
    const [email, name] = ["alice@EXAMPLE.org", "alice"];
    expect(tokenIn(await client.getToken({ email, id: user_id, name: "bobby" })).user_id).not.toBe(user_id);
    expect(tokenIn(await client.getToken({ id: user_id, name }, "battery staple")).user_id).toBe(user_id);
    const wrong = failureOf("auth/get_token");
    expect(await client.getToken({ id: user_id, name })).toEqual(wrong);
    expect(await client.getToken({ email: "nobody@example.org", id: user_id, name })).toEqual(wrong);
    expect((await client.getToken({}))?.name).toBe("system/error");
  });

  it.each([
    [{ name: "alice" }, "Correct horse"],
    [{ name: "alice" }, `${password} `],
    [{ name: "nobody" }, password],
    [{ name: "Alice" }, password],
    [{ name: "alice\0" }, password],
    [{ name: "alice@example.org" }, password],
    [{ email: "alice" }, password],
    [{ id: "1" }, password],
  ])("that does not fit %j is a failure, the same for all: %j", async (who, given) => {
    const client = await open();
    const nobody = await client.getToken({ name: "nobody" });
    expect(nobody).toEqual(failureOf("auth/get_token"));
    expect(await client.getToken(who, given)).toEqual(nobody);
  });
});

describe("an identifier code", () => {
  it("logs connections in, as often as it is sent", async () => {
    const [first, second] = [await open(), await open()];
    const { user_id, identifier_code } = await first.token();
    const user = { id: user_id, name: "alice" };
    for (const client of [first, second, first]) {
      expect(await client.login(identifier_code)).toEqual({ name: "auth/logged_in", message: { user } });
      expect(await client.whoami()).toEqual({ name: "connections/youare", message: { user } });
    }
    expect(await (await open()).whoami()).toEqual(failureOf("connections/whoami"));
  });

  it("is not the renewal code, the password, or a code that looks like it; then the connection stays whose it was", async () => {
    const alice = await openAs("alice");
    const { identifier_code: code, renewal_code } = alice.logInToken;
    const others = [renewal_code, password, "", code.slice(0, -1), `${code} `, code.toUpperCase(), `${code}\0`];
    for (const other of others) expect(await alice.login(other)).toEqual(failureOf("auth/login"));
    expect((await alice.whoami())?.message.user.name).toBe("alice");
    const bobby = await alice.token("bobby", "battery staple");
    await alice.login(bobby.identifier_code);
    expect((await alice.whoami())?.message.user.name).toBe("bobby");
  });

  it("is good until its token expires", async () => {
    const client = await openAs("alice");
    server.clock.at += 9_999;
    expect(await isGood(client.logInToken)).toBe(true);
    server.clock.at += 1;
    expect(await isGood(client.logInToken)).toBe(false);
    expect(await client.renew(client.logInToken)).toEqual(failureOf("auth/renew"));
    expect((await client.whoami())?.name).toBe("connections/youare");
  });
});

describe("a renewal", () => {
  it("exchanges both codes, counts a new lifetime, and leaves connections and other tokens alone", async () => {
    const alice = await openAs("alice");
    const other = await alice.token();
    server.clock.at += 5_000;
    const client = await openAs("bobby", "battery staple");
    const renewed = tokenIn(await client.renew(alice.logInToken));
    expect(renewed).toMatchObject({ user_id: other.user_id, expires_at: new Date(1_015_000).toISOString() });
    expect(await isGood(alice.logInToken)).toBe(false);
    expect(await client.renew(alice.logInToken)).toEqual(failureOf("auth/renew"));
    for (const token of [renewed, other]) expect(await isGood(token)).toBe(true);
    expect((await alice.whoami())?.message.user.name).toBe("alice");
    expect((await client.whoami())?.message.user.name).toBe("bobby");
    expect((await client.renew(renewed))?.name).toBe("auth/token");
  });

  it("needs the two codes of one token, and ends nothing where it fails", async () => {
    const client = await open();
    const [one, two] = [await client.token(), await client.token()];
    const mixed = [
      { ...one, renewal_code: two.renewal_code },
      { ...one, identifier_code: two.identifier_code },
      { ...one, renewal_code: one.identifier_code },
      { ...one, identifier_code: one.renewal_code },
      { identifier_code: one.renewal_code, renewal_code: one.identifier_code },
    ];
    for (const codes of mixed) expect(await client.renew(codes)).toEqual(failureOf("auth/renew"));
    for (const token of [one, two]) expect((await client.renew(token))?.name).toBe("auth/token");
  });

  it("is won by one of many", async () => {
    const clients = await Promise.all(Array.from({ length: 10 }, () => open()));
    const token = await (await open()).token();
    const answers = await Promise.all(clients.map((client) => client.renew(token)));
    expect(answers.filter((answer) => answer?.name === "auth/token")).toHaveLength(1);
    expect(answers.filter((answer) => answer?.name === "system/failure")).toHaveLength(9);
  });
});

describe("a registration", () => {
  it("makes an account that can be asked for by all its names, and logs nobody in", async () => {
    const client = await open();
    const answer = await client.register("carol", "Carol@Example.org");
    expect(answer).toEqual({
      name: "account/registered",
      message: { user: { id: expect.any(String), name: "carol" } },
    });
    expect(await client.whoami()).toEqual(failureOf("connections/whoami"));
    const { id } = answer?.message.user ?? {};
    for (const who of [{ name: "carol" }, { id }, { email: "Carol@example.org" }])
      expect(tokenIn(await client.getToken(who)).user_id).toBe(id);
  });

  it.each([
    ["alice", "carol@example.org", "another one"],
    ["carol", "alice@EXAMPLE.org", "another one"],
    ["Alice", "carol@example.org", "another one"],
    ["alıce", "carol@example.org", "another one"],
    ["carol", "no email", "another one"],
    ["carol", "carol@example.org", "short"],
  ])("of %j with the email %j and the password %j is a failure, and changes nothing", async (name, email, given) => {
    const client = await open();
    expect(await client.register(name, email, given)).toEqual(failureOf("account/register"));
    expect((await client.getToken({ name: "alice" }, given))?.name).toBe("system/failure");
    expect((await client.getToken({ email: "alice@example.org" }))?.name).toBe("auth/token");
    expect(await server.env.store.findAccount("carol")).toBeUndefined();
  });

  it("is won by one of many", async () => {
    const clients = await Promise.all(Array.from({ length: 10 }, () => open()));
    const answers = await Promise.all(clients.map(({ register }, i) => register("carol", `carol${i}@example.org`)));
    expect(answers.filter((answer) => answer?.name === "account/registered")).toHaveLength(1);
  });
});

describe.each([
  ["a revocation", (client: Awaited<ReturnType<typeof open>>) => client.revoke(), "account/revoke_tokens", password],
  [
    "a change of the password",
    (client: Awaited<ReturnType<typeof open>>) => client.changePassword(password, "a new password"),
    "account/change_password",
    "a new password",
  ],
])("%s", (_, end, command, next) => {
  it("is answered, and then ends all tokens and connections of the user, and nobody else's", async () => {
    const [alice, elsewhere, bobby] = [
      await openAs("alice"),
      await openAs("alice"),
      await openAs("bobby", "battery staple"),
    ];
    const renewed = tokenIn(await bobby.renew(elsewhere.logInToken));
    const tokens = [alice.logInToken, renewed, await bobby.token()];
    expect(await end(alice)).toEqual({ name: "system/success", message: { command } });
    expect(await alice.next()).toBeUndefined();
    expect(await elsewhere.next()).toBeUndefined();
    for (const token of tokens) {
      expect(await isGood(token)).toBe(false);
      expect(await bobby.renew(token)).toEqual(failureOf("auth/renew"));
    }
    expect((await bobby.whoami())?.message.user.name).toBe("bobby");
    expect(await isGood(bobby.logInToken)).toBe(true);
    expect(await isGood(await bobby.token("alice", next))).toBe(true);
  });

  it("needs a login", async () => {
    const client = await open();
    const token = await client.token();
    expect(await end(client)).toEqual(failureOf(command));
    expect(await isGood(token)).toBe(true);
    expect((await client.getToken({ name: "alice" }))?.name).toBe("auth/token");
  });
});

describe("a password", () => {
  it("is not changed without the current one, or to one that breaks a rule", async () => {
    const alice = await openAs("alice");
    for (const [current, next] of [
      ["another one", "a new password"],
      [password, "short"],
    ] as const)
      expect(await alice.changePassword(current, next)).toEqual(failureOf("account/change_password"));
    expect(await isGood(alice.logInToken)).toBe(true);
    expect((await alice.whoami())?.name).toBe("connections/youare");
    expect((await alice.getToken({ name: "alice" }))?.name).toBe("auth/token");
  });

  it("that was changed yields no token", async () => {
    await (await openAs("alice")).changePassword(password, "a new password");
    expect(await (await open()).getToken({ name: "alice" })).toEqual(failureOf("auth/get_token"));
  });
});

describe("a disconnection", () => {
  it("is answered first", async () => {
    const client = await open();
    const success = { name: "system/success", message: { command: "connections/disconnect" } };
    expect(await client.ask("connections/disconnect")).toEqual(success);
    expect(await client.next()).toBeUndefined();
  });
});

describe("a token that an operator ends", () => {
  it.each([
    ["with the password", () => server.env.store.replacePassword({ username: "alice", passwordHash: "-" })],
    ["with the account", () => server.env.store.deleteAccount("alice")],
  ])("%s serves no other command of its connections", async (_, end) => {
    const [alice, silent] = [await openAs("alice"), await openAs("alice")];
    await end();
    expect(await alice.whoami()).toBeUndefined();
    expect(await isGood(alice.logInToken)).toBe(false);
    expect(await silent.next()).toBeUndefined();
  });
});
