import type { Config } from "../config.ts";
import { createSessionService, password } from "./session-service.ts";

/** The cookies of a session. */
export interface Jar {
  readonly access: string;
  readonly refresh: string;
}

/** Spells cookies as a browser sends them. */
export function headerOf({ access, refresh }: Partial<Jar>): string {
  const cookies = { "__Host-access_token": access, "__Host-refresh_token": refresh };
  return Object.entries(cookies)
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${value}`))
    .join("; ");
}

/** The values of the cookies that an answer sets; without a success it throws. */
export function jarOf({ status, headers }: Response): Jar {
  const fields = headers.getSetCookie();
  const tokenOf = (name: string) => {
    const field = fields.find((each) => each.startsWith(`__Host-${name}_token=`));
    if (status !== 200 || field === undefined) throw new Error(`no ${name} token, but status ${status}`);
    return field.slice(field.indexOf("=") + 1, field.indexOf(";"));
  };
  return { access: tokenOf("access"), refresh: tokenOf("refresh") };
}

/** A service of the session protocol whose tokens are in cookies, and a browser's requests. */
export async function createCookieClient(change?: Partial<Config>) {
  const service = await createSessionService("cookies", change);
  const post = async (path: string, cookie: string, headers: Record<string, string> = {}, body: unknown = {}) => {
    const json = { "content-type": "application/json", cookie, ...headers };
    return service.send(path, { method: "POST", body: JSON.stringify(body), headers: json });
  };
  const session = async (jar: Partial<Jar>) => service.send("/session", { headers: { cookie: headerOf(jar) } });
  const logIn = async (username = "alice", cookie = "", headers = {}) =>
    post("/login", cookie, headers, { username, password });
  return {
    ...service,
    post,
    logIn,
    session,
    begin: async (username?: string) => jarOf(await logIn(username)),
    refresh: async (jar: Partial<Jar>) => post("/refresh", headerOf(jar)),
    logOut: async (jar: Partial<Jar>) => post("/logout", headerOf(jar)),
    isAlive: async (jar: Partial<Jar>) => (await session(jar)).status === 200,
  };
}
