import type { Reference } from "../reference.ts";

/** The answer of an operation that gives a token. */
interface Answer {
  readonly Success: { readonly token: string };
}

/** Logs the first user of a reference server in, and returns a refresh token. */
export async function login({ target }: Reference): Promise<string> {
  return ask(`${target.url}/auth/authenticate`, { ...target.accounts[0] });
}

/** Trades a refresh token for an access token. */
export async function refresh({ target }: Reference, refreshToken: string): Promise<string> {
  return ask(`${target.url}/auth/refresh_access`, { refresh_token: refreshToken });
}

async function ask(url: string, body: object): Promise<string> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return ((await response.json()) as Answer).Success.token;
}
