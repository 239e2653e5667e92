import { schemas } from "@authmark/protocols/pattmayne/schemas";
import type { Agent } from "undici";
import type { z } from "zod";
import type { Config } from "../../../config.ts";
import type { Log } from "../../../env.ts";
import { RequestProblem } from "../../../http/problem.ts";
import type { ClientIdentity } from "./identity.ts";

/** Milliseconds that the auth app may take for an answer. */
const patience = 5_000;

/** A refresh token of a user at this client. */
export interface Held {
  readonly refresh: string;
  /** Seconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** Who logged in, and the refresh token. */
export interface Arrived extends Held {
  readonly userId: number;
  readonly username: string;
  readonly role: string;
}

/** What the client app asks the auth app, with its secret. Without an answer each throws a 502. */
export interface BackChannel {
  /** The auth app's origin. */
  authApp(): string;
  /** @returns undefined for a code that the auth app refuses */
  redeem(code: string): Promise<Arrived | undefined>;
  isValid(userId: number, refresh: string): Promise<boolean>;
  /** @returns undefined for a refresh token that the auth app refuses */
  exchange(userId: number, refresh: string): Promise<Held | undefined>;
  /** Ends the user's session at all clients. */
  logOut(userId: number): Promise<void>;
}

/** Creates the back channel. A redirect is not followed: the secret goes to the auth app and nowhere else. */
export function createBackChannel(
  ports: () => { clientIdentity: ClientIdentity; whereabouts: ReadonlyMap<string, string>; log: Log },
  { clientApp, tls }: Pick<Config, "clientApp" | "tls">,
): BackChannel {
  const authApp = () => clientApp.authApp ?? ports().whereabouts.get("pattmayne/auth-app") ?? "";
  // The auth app beside this one has the same certificate.
  const ca = clientApp.authAppCa ?? (clientApp.authApp === undefined ? tls?.cert : undefined);
  let agent: Agent | undefined;
  const unreachable = (reason: string) => {
    ports().log.error({ reason }, "the auth app gives no answer");
    return new RequestProblem(502, "The auth app gives no answer. Try again later.");
  };

  const ask = async <S extends z.ZodType>(path: string, body: object, schema: S): Promise<z.output<S> | undefined> => {
    const { clientId, clientSecret } = ports().clientIdentity;
    const undici = await import("undici");
    // A connection for each request: there are few, and none is left behind.
    agent ??= new undici.Agent({ pipelining: 0, ...(ca !== undefined && { connect: { ca } }) });
    const request = undici.fetch(authApp() + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, ...body }),
      redirect: "error",
      signal: AbortSignal.timeout(patience),
      dispatcher: agent,
    });
    const answer = await request.catch((error: Error) => {
      throw unreachable(codeOf(error.cause) ?? error.name);
    });
    if (answer.status === 401) return undefined;
    const result = schema.safeParse(answer.status === 200 ? await answer.json().catch(() => undefined) : undefined);
    if (!result.success) throw unreachable(`status ${answer.status}, or an answer that is none`);
    return result.data;
  };
  const demand = async <S extends z.ZodType>(path: string, body: object, schema: S): Promise<z.output<S>> => {
    const answer = await ask(path, body, schema);
    if (answer === undefined) throw unreachable("it refuses the client's secret");
    return answer;
  };

  return {
    authApp,
    async redeem(code) {
      const answer = await ask("/ext_auth/verify_auth_code", { code }, schemas.VerifiedUser);
      if (answer === undefined) return undefined;
      const { user_id, username, user_role, refresh_token, expires_at } = answer;
      return { userId: user_id, username, role: user_role, refresh: refresh_token, expiresAt: expires_at };
    },
    async isValid(userId, token) {
      return (await demand("/ext_auth/check_refresh", { user_id: userId, token }, schemas.RefreshCheck)).is_valid;
    },
    async exchange(userId, refresh) {
      const asked = { user_id: userId, refresh_token: refresh };
      const answer = await ask("/ext_auth/refresh", asked, schemas.NewRefreshToken);
      return answer && { refresh: answer.refresh_token, expiresAt: answer.expires_at };
    },
    async logOut(userId) {
      await demand("/ext_auth/logout", { user_id: userId }, schemas.LoggedOut);
    },
  };
}

/** Why nothing could be sent or read, in a word of the system, such as ECONNREFUSED. */
function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
}
