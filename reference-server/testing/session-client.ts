import { Tokens } from "@authmark/protocols/session/schemas";
import type { Tokens as TokensBody } from "@authmark/protocols/session/types";
import type { Config } from "../config.ts";
import { createSessionService, password } from "./session-service.ts";

/** Headers that carry an access token. */
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** The tokens in an answer; without a success it throws. */
export async function tokensOf(response: Response): Promise<TokensBody> {
  if (response.status !== 200) throw new Error(`no tokens, but status ${response.status}`);
  return Tokens.strict().parse(await response.json());
}

/** A service of the session protocol whose tokens are carried by its client, and that client's requests. */
export async function createSessionClient(change?: Partial<Config>) {
  const service = await createSessionService("server", change);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}, arrivedAt?: number) => {
    const json = { "content-type": "application/json", ...headers };
    return service.send(path, { method: "POST", body: JSON.stringify(body), headers: json }, arrivedAt);
  };
  const logIn = async (username = "alice", given = password) => post("/login", { username, password: given });
  const session = async (token: string) => service.send("/session", { headers: bearer(token) });
  return {
    ...service,
    post,
    logIn,
    session,
    begin: async (username?: string) => tokensOf(await logIn(username)),
    refresh: async (refresh_token: string, arrivedAt?: number) => post("/refresh", { refresh_token }, {}, arrivedAt),
    logOut: async (access: string, refresh_token: string) => post("/logout", { refresh_token }, bearer(access)),
    isAlive: async (token: string) => (await session(token)).status === 200,
  };
}
