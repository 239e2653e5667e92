import type { PowResult, SendHmailRequest } from "@authmark/protocols/hmail/types";
import { beforeEach, describe, expect, it } from "vitest";
import type { Passwords } from "../../accounts/passwords.ts";
import { seedAccounts } from "../../accounts/seed.ts";
import { defaults } from "../../config.ts";
import { createEnv, type Env } from "../../env.ts";
import { createLog } from "../../log.ts";
import type { Tokens } from "../../tokens/tokens.ts";
import { parseBigUint, renderBigUint } from "./biguint.ts";
import { createHandlers, type HmailHandlers } from "./handlers.ts";
import { workFor } from "./rules.ts";

const password = "correct horse";
let now: number;
let env: Env;
let hmail: HmailHandlers;

beforeEach(async () => {
  now = 1_000_000;
  const lifetimes = { accessTtl: 10, refreshTtl: 60 };
  const pow = { bits: 512, requirement: 3, ttl: 20 };
  const config = { ...defaults, ...lifetimes, argon2: { memory: 8, passes: 1 }, pow };
  env = createEnv(config, createLog("silent"), (made) => ({ ...made, clock: { now: () => now } }));
  await seedAccounts(
    ["Alice", "bobby", "carol"].map((username) => ({ username, password })),
    env,
  );
  hmail = createHandlers(env, config);
});

interface Token {
  token: string;
  expires_at: number;
}

/** The data of a success, whichever operation it is of. */
function successOf<T>({ body }: { body: string | { Success: T } | { title: string } }): T {
  if (typeof body === "object" && "Success" in body) return body.Success;
  throw new Error(`no success but ${JSON.stringify(body)}`);
}

const input = {
  params: {},
  query: {},
  cookies: {},
  body: undefined,
  bearer: undefined,
  bearerSent: false,
  arrivedAt: 0,
  address: "",
};
const authenticate = (username: string, given = password) =>
  hmail.authenticate({ ...input, body: { username, password: given } });
const refreshAccess = (refresh_token: string) => hmail.refreshAccess({ ...input, body: { refresh_token } });
const checkAuth = (bearer?: string) => hmail.checkAuth({ ...input, bearer });
const signIn = async (username: string): Promise<{ refresh: Token; access: Token }> => {
  const refresh = successOf<Token>(await authenticate(username));
  return { refresh, access: successOf<Token>(await refreshAccess(refresh.token)) };
};

describe("authenticate", () => {
  it("gives a refresh token of the declared lifetime, which no cache keeps", async () => {
    const outcome = await authenticate("alice");
    expect(successOf<Token>(outcome).expires_at).toBe(now + 60_000);
    expect(outcome).toMatchObject({ status: 200, headers: { "cache-control": "no-store" } });
  });

  it.each([
    ["a wrong password", "alice", "wrong horse"],
    ["an unknown user", "nobody", password],
    ["a name in another case", "Alice", password],
    ["an empty password", "alice", ""],
  ])("fails for %s", async (_, username, given) => {
    expect((await authenticate(username, given)).body).toBe("Failure");
  });

  it("leaves earlier tokens good, also where it fails", async () => {
    const first = await signIn("alice");
    await signIn("alice");
    await authenticate("alice", "wrong horse");
    expect(successOf(await refreshAccess(first.refresh.token))).toBeDefined();
    expect(successOf(await checkAuth(first.access.token))).toEqual({ username: "alice" });
  });
});

describe("what happens to an account while a token is issued", () => {
  const meanwhile: [string, () => Promise<boolean>][] = [
    ["replaces the password", () => env.store.replacePassword({ username: "alice", passwordHash: "another" })],
    ["removes the account", () => env.store.deleteAccount("alice")],
  ];

  it.each(meanwhile)("fails a login where it %s", async (_, change) => {
    const verify: Passwords["verify"] = async (...given) => {
      const right = await env.passwords.verify(...given);
      await change();
      return right;
    };
    hmail = createHandlers({ ...env, passwords: { ...env.passwords, verify } }, defaults);
    expect((await authenticate("alice")).body).toBe("Failure");
  });

  it.each(meanwhile)("fails a refresh where it %s", async (_, change) => {
    const { refresh } = await signIn("alice");
    const issue: Tokens["issue"] = async (...given) => {
      await change();
      return env.tokens.issue(...given);
    };
    hmail = createHandlers({ ...env, tokens: { ...env.tokens, issue } }, defaults);
    expect((await refreshAccess(refresh.token)).body).toBe("Failure");
  });
});

describe("refresh_access", () => {
  it("gives an access token, again and again, until the refresh token expires", async () => {
    const { refresh } = await signIn("alice");
    for (const later of [0, 30_000, 29_999]) {
      now += later;
      expect(successOf<Token>(await refreshAccess(refresh.token)).token).not.toBe(refresh.token);
    }
    now += 1;
    expect((await refreshAccess(refresh.token)).body).toBe("Failure");
  });

  it("gives an access token of the declared lifetime, but none that outlives the refresh token", async () => {
    const { refresh, access } = await signIn("alice");
    expect(access.expires_at).toBe(now + 10_000);
    now += 55_000;
    expect(successOf<Token>(await refreshAccess(refresh.token)).expires_at).toBe(refresh.expires_at);
  });

  it("fails for an access token, and for one that is not known", async () => {
    const { access } = await signIn("alice");
    expect((await refreshAccess(access.token)).body).toBe("Failure");
    expect((await refreshAccess(Buffer.alloc(256).toString("base64"))).body).toBe("Failure");
  });

  it.each(["", "garbage", Buffer.alloc(32).toString("base64")])("takes %j for a bad request", async (token) => {
    expect((await refreshAccess(token)).body).toBe("BadRequest");
  });
});

describe("check_auth", () => {
  it("says whose token it is", async () => {
    const [alice, bobby] = [await signIn("alice"), await signIn("bobby")];
    expect(successOf(await checkAuth(bobby.access.token))).toEqual({ username: "bobby" });
    expect(successOf(await checkAuth(alice.access.token))).toEqual({ username: "alice" });
  });

  it("is unauthorized without a token, with a refresh token, and with an expired one", async () => {
    const { refresh, access } = await signIn("alice");
    expect((await checkAuth()).body).toBe("Unauthorized");
    expect((await checkAuth("")).body).toBe("Unauthorized");
    expect((await checkAuth(refresh.token)).body).toBe("Unauthorized");
    now = access.expires_at;
    expect((await checkAuth(access.token)).body).toBe("Unauthorized");
  });
});

describe("create_account", () => {
  const requirement = 3;
  const solve = (token: string, username: string, iters = requirement): PowResult => {
    const modulus = parseBigUint(token) ?? 0n;
    let result = workFor(username) % modulus;
    for (let i = 0; i < iters; i++) result = (result * result) % modulus;
    return { iters, token, pow_result: renderBigUint(result) };
  };
  const newToken = async () => (await hmail.getPowToken(input)).body as { token: string; expires_at: number };
  const prove = async (username: string, iters?: number) => solve((await newToken()).token, username, iters);
  const create = async (username: string, pow_result: PowResult | null = null, given = password) =>
    (await hmail.createAccount({ ...input, body: { inner_dangerous: { username, password: given }, pow_result } }))
      .body;

  it("says what it asks for, and for how long a challenge is good", async () => {
    expect((await hmail.getCreateAccountPowPolicy(input)).body).toEqual({ requirement });
    expect((await newToken()).expires_at).toBe(now + 20_000);
  });

  it("creates an account under the name in lower case, for the work that was done for it as it was sent", async () => {
    expect(await create("Dora.The-1st", await prove("Dora.The-1st"))).toEqual({ Success: "dora.the-1st" });
    expect(successOf(await authenticate("dora.the-1st"))).toBeDefined();
  });

  it("takes more work than it asks for, also the most that can be claimed", async () => {
    expect(await create("dora", await prove("dora", requirement + 1))).toEqual({ Success: "dora" });
    const proof = await prove("emma");
    expect(await create("emma", { ...proof, iters: 0xffff_ffff })).toEqual({ PowFailure: "FailedNoRetry" });
  });

  it("asks for work, and uses no challenge up for too little of it", async () => {
    const tooLittle = { PowFailure: { DoesNotMeetPolicyMinimum: requirement } };
    expect(await create("dora")).toEqual(tooLittle);
    const { token } = await newToken();
    expect(await create("dora", solve(token, "dora", requirement - 1))).toEqual(tooLittle);
    expect(await create("dora", solve(token, "dora"))).toEqual({ Success: "dora" });
  });

  it("uses a challenge up for a wrong answer, and for one that was worked out for another name", async () => {
    const proof = await prove("dora");
    expect(await create("emma", proof)).toEqual({ PowFailure: "FailedNoRetry" });
    expect(await create("dora", proof)).toEqual({ PowFailure: "NotFoundCanRetry" });
  });

  it("knows no challenge that has expired", async () => {
    const proof = await prove("dora");
    now += 20_000;
    expect(await create("dora", proof)).toEqual({ PowFailure: "NotFoundCanRetry" });
  });

  it("leaves a challenge alone whose proof does not decode", async () => {
    const proof = await prove("dora");
    expect(await create("dora", { ...proof, pow_result: "AR==" })).toEqual({ PowFailure: "BadRequestCanRetry" });
    expect(await create("dora", { ...proof, token: "AR==" })).toEqual({ PowFailure: "BadRequestCanRetry" });
    expect(await create("dora", proof)).toEqual({ Success: "dora" });
  });

  it("lets one of several requests with one challenge succeed", async () => {
    const proof = await prove("dora");
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => create("dora", proof)));
    expect(outcomes.filter((outcome) => JSON.stringify(outcome) === '{"Success":"dora"}')).toHaveLength(1);
  });

  it("leaves a taken name to its owner, in whatever case it is asked for", async () => {
    expect(await create("Alice", await prove("Alice"), "another horse")).toBe("UsernameInUse");
    expect(successOf(await authenticate("alice"))).toBeDefined();
  });

  it("says what is wrong with a name or a password, the name first, to who has worked for it", async () => {
    expect(await create("bob", undefined, "short")).toHaveProperty("PowFailure");
    expect(await create("bob", await prove("bob"), "short")).toEqual({
      BadUsername: expect.stringContaining("4 to 64"),
    });
    expect(await create("dora", await prove("dora"), "short")).toEqual({ BadPassword: expect.stringContaining("8") });
    expect((await authenticate("dora", "short")).body).toBe("Failure");
  });

  it("may ask for no work at all, and then looks at what is done all the same", async () => {
    hmail = createHandlers(env, { ...defaults, pow: { requirement: 0, ttl: 20 } });
    expect(await create("dora", null)).toEqual({ Success: "dora" });
    expect(await create("emma", await prove("emma", 0))).toEqual({ Success: "emma" });
    expect(await create("fiona", await prove("emma", 0))).toEqual({ PowFailure: "FailedNoRetry" });
  });
});

const user = (name: string, domain = "localhost") => ({ address: `${name}#${domain}`, display_name: null });
const request: SendHmailRequest = {
  hmail: {
    sender: user("alice"),
    recipients: [user("bobby")],
    subject: "Lunch",
    sent_at: 5,
    random_id: 6,
    reply_to: null,
    ccs: [],
    parent: null,
    body: "At noon?",
  },
  bccs: [],
  solved_pows: [],
};
const send = async (bearer: string | undefined, body: SendHmailRequest) => hmail.sendHmail({ ...input, bearer, body });
const list = async (bearer: string, query: { limit?: number; outbox?: boolean; until?: number } = {}) =>
  successOf<{ hmails: { subject: string; incrementing_id: number }[] }>(
    await hmail.getHmails({ ...input, bearer, query: { limit: 10, outbox: false, ...query } }),
  ).hmails;

describe("send_hmail", () => {
  it("delivers to users of this server, and says what became of each address", async () => {
    const { access } = await signIn("alice");
    const recipients = [user("bobby"), user("nobody"), user("bobby", "elsewhere")];
    const outcome = await send(access.token, { ...request, hmail: { ...request.hmail, recipients } });
    expect(successOf(outcome)).toEqual({
      DeliverResponse: [
        { recipient: "bobby#localhost", result: { DeliveryResult: "Success" } },
        { recipient: "nobody#localhost", result: { DeliveryResult: "UserNotFound" } },
        { recipient: "bobby#elsewhere", result: "Failed" },
      ],
    });
  });

  it("shows nobody who else gets the mail unseen", async () => {
    const { access } = await signIn("alice");
    await send(access.token, { ...request, bccs: ["carol#localhost"] });
    for (const owner of ["bobby", "carol"]) {
      const mails = await list((await signIn(owner)).access.token);
      expect(mails).toEqual([
        {
          ...request.hmail,
          incrementing_id: expect.any(Number),
          received_at: now,
          is_context: false,
          hash: expect.any(String),
          pow_classification: "Personal",
        },
      ]);
      expect(JSON.stringify(mails)).not.toContain("carol");
    }
    expect(JSON.stringify(await list(access.token, { outbox: true }))).not.toContain("carol");
  });

  it.each(["", "bobby#localhost"])("sends nothing as another sender, %j", async (address) => {
    const { access } = await signIn("alice");
    const sender = { address, display_name: null };
    const outcome = await send(access.token, { ...request, hmail: { ...request.hmail, sender } });
    expect(successOf(outcome)).toBe("BadRequest");
    expect(await list(access.token, { outbox: true })).toEqual([]);
  });

  it("sends nothing to an address that is named twice", async () => {
    const { access } = await signIn("alice");
    expect(successOf(await send(access.token, { ...request, bccs: ["bobby#localhost"] }))).toBe("DuplicateDestination");
    expect(await list((await signIn("bobby")).access.token)).toEqual([]);
  });

  it("sends nothing for who is not authorized", async () => {
    const { refresh } = await signIn("alice");
    expect((await send(undefined, request)).body).toBe("Unauthorized");
    expect((await send(refresh.token, request)).body).toBe("Unauthorized");
    expect(await list((await signIn("bobby")).access.token)).toEqual([]);
  });
});

describe("get_hmails", () => {
  it("lists newest first, `until` included, at most `limit`, inbox and outbox apart", async () => {
    const { access } = await signIn("alice");
    const bobby = (await signIn("bobby")).access.token;
    for (const subject of ["one", "two", "three"]) {
      await send(access.token, { ...request, hmail: { ...request.hmail, subject } });
    }
    const mails = await list(bobby);
    expect(mails.map(({ subject }) => subject)).toEqual(["three", "two", "one"]);
    const until = mails[1]?.incrementing_id ?? 0;
    expect((await list(bobby, { until })).map(({ subject }) => subject)).toEqual(["two", "one"]);
    expect((await list(bobby, { limit: 1 })).map(({ subject }) => subject)).toEqual(["three"]);
    expect(await list(bobby, { outbox: true })).toEqual([]);
    expect(await list(access.token, { outbox: true })).toHaveLength(3);
    expect(await list(access.token)).toEqual([]);
  });
});
