import type { Env } from "../env.ts";
import { RequestProblem } from "../http/problem.ts";
import { protocols } from "../protocols/index.ts";
import type { BackChannel } from "../protocols/pattmayne/client-app/back-channel.ts";
import { createAuthApp, createBrowser } from "./pattmayne-service.ts";

/**
 * Creates a client app, called shop, beside an auth app. What it asks there is written down, and `network.isUp` says whether it
 * gets an answer.
 */
export async function createClientApp() {
  const asked: string[] = [];
  const network = { isUp: true };
  const auth = await createAuthApp();
  const call = async <T>(path: string, read: (status: number, body: Record<string, unknown>) => T, body: object) => {
    asked.push(path);
    if (!network.isUp) throw new RequestProblem(502, "The auth app gives no answer.");
    const credentials = { client_id: "shop", client_secret: "the secret of shop" };
    const answer = await createBrowser(auth.send).post(`/ext_auth/${path}`, { ...credentials, ...body });
    return read(answer.status, { ...answer.body });
  };
  const held = (status: number, { refresh_token, expires_at }: Record<string, unknown>) =>
    status === 200 ? { refresh: String(refresh_token), expiresAt: Number(expires_at) } : undefined;
  const backChannel: BackChannel = {
    authApp: () => "https://auth.example",
    redeem: (code) =>
      call(
        "verify_auth_code",
        (status, body) => {
          const token = held(status, body);
          const { user_id, username, user_role } = body;
          return token && { ...token, userId: Number(user_id), username: String(username), role: String(user_role) };
        },
        { code },
      ),
    isValid: (user_id, token) => call("check_refresh", (_, body) => body["is_valid"] === true, { user_id, token }),
    exchange: (user_id, refresh_token) => call("refresh", held, { user_id, refresh_token }),
    logOut: (user_id) => call("logout", () => {}, { user_id }),
  };
  const clientIdentity = { clientId: "shop", clientSecret: "the secret of shop", jwtSecret: Buffer.alloc(32, "s") };
  const env: Env = { ...auth.env, backChannel, clientIdentity };
  const service = protocols.pattmayne["client-app"]?.(env, auth.config, {});
  if (service === undefined) throw new Error("there is no client app");
  const send = async (path: string, init: RequestInit = {}) =>
    service.fetch(new Request(`http://127.0.0.1:8081${path}`, init), { address: "192.0.2.1" });

  /** A browser that talks to both. */
  const open = () => {
    const [here, there] = [createBrowser(send), auth.open()];
    /** Begins a login here, and goes on at the auth app; returns where that sends the browser. */
    const begin = async (username?: string) => {
      const { headers } = await here.get("/login");
      const state = new URL(headers.get("location") ?? "").searchParams.get("state") ?? "";
      await there.logIn("auth_site", username);
      const { body } = await there.post("/auth/login", { client_id: "shop", state });
      const { search } = new URL(String(body["redirect_uri"]));
      return `/callback${search}`;
    };
    const logIn = async (username?: string) => here.get(await begin(username));
    return { ...here, there, begin, logIn };
  };
  return { auth, clock: auth.clock, asked, network, send, open };
}
