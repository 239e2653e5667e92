import { seedAccounts } from "../accounts/seed.ts";
import { type Config, defaults } from "../config.ts";
import { createEnv, type Env } from "../env.ts";
import { createLog } from "../log.ts";
import type { Message } from "../mail/mailer.ts";
import { protocols } from "../protocols/index.ts";
import { prepareAuthApp } from "../protocols/pattmayne/prepare.ts";

export const password = "correct horse";
export const clients = ["shop", "game"].map((clientId) => ({
  clientId,
  secret: `the secret of ${clientId}`,
  redirectUri: `https://${clientId}.example/callback?from=auth`,
  isActive: true,
}));

/** What an answer says, and the cookies that it sets. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
  readonly set: Readonly<Record<string, string>>;
}

/** Reads an answer; one without a body has an empty one. */
export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const pairs = response.headers.getSetCookie().map((field) => (field.split(";")[0] ?? "").split("=", 2));
  const { status, headers } = response;
  return { status, headers, body: text === "" ? {} : JSON.parse(text), set: Object.fromEntries(pairs) };
}

/** Keeps cookies as a browser does, and sends them with each request. */
export function createBrowser(send: (path: string, init: RequestInit) => Promise<Response>) {
  const jar = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
    const headers = { ...(cookie !== "" && { cookie }), ...Object.fromEntries(new Headers(init.headers)) };
    const answer = await answerOf(await send(path, { ...init, headers }));
    for (const [name, value] of Object.entries(answer.set)) {
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    ask(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  return { jar, ask, post, get: (path: string) => ask(path) };
}

/**
 * Creates an auth app with the accounts alice, bobby and opera, who is the operator, and the clients shop and game, and a
 * clock that stands still. Signed tokens live for 10 seconds, sessions for 60, codes for 5.
 */
export async function createAuthApp(change: Partial<Config> = {}, wrap: (env: Env) => Env = (env) => env) {
  const clock = { at: 1_000_000_000, now: () => clock.at };
  const mails: Message[] = [];
  const mailer = { send: async (message: Message) => void mails.push(message) };
  const config: Config = {
    ...defaults,
    protocols: ["pattmayne"],
    accessTtl: 10,
    refreshTtl: 60,
    codeTtl: 5,
    argon2: { memory: 8, passes: 1 },
    rateLimit: "off",
    ...change,
  };
  const env = createEnv(config, createLog("silent"), (made) => wrap({ ...made, clock, mailer }));
  // One after another, so that their numbers are 1, 2 and 3.
  for (const username of ["alice", "bobby", "opera"]) {
    await seedAccounts([{ username, password, email: `${username}@example.org` }], env);
  }
  await prepareAuthApp(env, { clients, operator: "opera" });
  const service = protocols.pattmayne["auth-app"]?.(env, config, {});
  if (service === undefined) throw new Error("there is no auth app");
  const send = async (path: string, init: RequestInit = {}, address = "192.0.2.1") =>
    service.fetch(new Request(`http://127.0.0.1:8080${path}`, init), { address });
  const open = (address?: string) => {
    const browser = createBrowser((path, init) => send(path, init, address));
    const logIn = (client_id = "auth_site", username_or_email = "alice", given = password) =>
      browser.post("/auth/login", { username_or_email, password: given, client_id });
    return { ...browser, logIn, isIn: async () => (await browser.get("/auth/me")).status === 200 };
  };
  return { env, config, clock, mails, send, open, back: createBack(send) };
}

/** The parameter of the URL that a login sends its browser to. */
export function parameterOf({ body }: Answer, name: string): string {
  return new URL(String(body["redirect_uri"])).searchParams.get(name) ?? "";
}

/** What a client asks with its secret. */
function createBack(send: (path: string, init: RequestInit) => Promise<Response>) {
  return (client_id: string, client_secret = `the secret of ${client_id}`) => {
    const { post } = createBrowser(send);
    const credentials = { client_id, client_secret };
    const redeem = (code: string) => post("/ext_auth/verify_auth_code", { ...credentials, code });
    const check = (user_id: unknown, token: string) =>
      post("/ext_auth/check_refresh", { ...credentials, user_id, token });
    return {
      redeem,
      check,
      isGood: async ({ user_id, refresh_token }: Answer["body"]) =>
        (await check(user_id, String(refresh_token))).body["is_valid"],
      exchange: ({ user_id, refresh_token }: Answer["body"]) =>
        post("/ext_auth/refresh", { ...credentials, user_id, refresh_token }),
      logOut: (user_id: unknown) => post("/ext_auth/logout", { ...credentials, user_id }),
      /** Redeems what a login has yielded; without a success it throws. */
      async receive(login: Answer) {
        const { status, body } = await redeem(parameterOf(login, "code"));
        if (status !== 200) throw new Error(`no token, but status ${status}`);
        return body;
      },
    };
  };
}
