import { serve } from "../app.ts";
import { type Config, defaults } from "../config.ts";
import type { Env } from "../env.ts";
import { type LineClient, openLines } from "./line-client.ts";

export const password = "correct horse";
const accounts = [
  { username: "alice", password, email: "alice@example.org" },
  { username: "bobby", password: "battery staple" },
];

/** Starts a server of angen with a clock that stands still, and the accounts alice and bobby. Tokens live for 10 seconds. */
export async function startAngen(change: Partial<Config> = {}) {
  const clock = { at: 1_000_000, now: () => clock.at };
  let env: Env | undefined;
  const cheap = { argon2: { memory: 8, passes: 1 }, rateLimit: "off", log: "silent", accessTtl: 10, port: 0 } as const;
  const { listeners, close } = await serve(
    { ...defaults, ...cheap, protocols: ["angen"], accounts, ...change },
    {
      env: (made) => {
        env = { ...made, clock };
        return env;
      },
    },
  );
  const url = listeners[0]?.url ?? "";
  if (env === undefined) throw new Error("the server has no environment");
  const open = (from?: string) => openLines(url, from === undefined ? {} : { localAddress: from });
  return { env, clock, url, open, close };
}

/** A token, as its client knows it. */
export interface Token {
  readonly user_id: string;
  readonly identifier_code: string;
  readonly renewal_code: string;
  readonly expires_at: string;
}

/** The token in an answer; without one it throws. */
export function tokenIn(answer: { name?: string; message?: { token?: Token } } | undefined): Token {
  if (answer?.message?.token === undefined) throw new Error(`no token, but ${JSON.stringify(answer)}`);
  return answer.message.token;
}

/** Commands of angen on one connection. */
export function asking({ ask }: LineClient) {
  const user_agent = "a test";
  const getToken = (who: object, given = password) => ask("auth/get_token", { ...who, password: given, user_agent });
  const login = (identifier_code: string) => ask("auth/login", { identifier_code, user_agent });
  return {
    getToken,
    login,
    token: async (name = "alice", given = password) => tokenIn(await getToken({ name }, given)),
    renew: ({ identifier_code, renewal_code }: Pick<Token, "identifier_code" | "renewal_code">) =>
      ask("auth/renew", { identifier_code, renewal_code }),
    whoami: () => ask("connections/whoami"),
    register: (name: string, email: string, given = password) =>
      ask("account/register", { name, password: given, email }),
    changePassword: (current_password: string, new_password: string) =>
      ask("account/change_password", { current_password, new_password }),
    revoke: () => ask("account/revoke_tokens"),
  };
}
