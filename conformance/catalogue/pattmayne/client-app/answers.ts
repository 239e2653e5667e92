import type { wire } from "@authmark/protocols/pattmayne/wire";
import type { HttpResponse } from "../../../model/exchange.ts";
import type { User } from "./auth-app.ts";

/** What a client app asks of an auth app. */
export type BackChannel = Extract<
  keyof typeof wire.operations,
  "verifyAuthCode" | "checkRefresh" | "extRefresh" | "extLogout"
>;

/** With what it asks. */
export interface Asked {
  readonly clientId?: unknown;
  readonly clientSecret?: unknown;
  readonly code?: unknown;
  readonly userId?: unknown;
  readonly refreshToken?: unknown;
  readonly [role: string]: unknown;
}

/** An answer; nothing where the connection is to be closed in its place. */
export type Answer = (asked: Asked) => Promise<HttpResponse | undefined>;

/** How each operation is answered. */
export type Answers = Readonly<Record<BackChannel, Answer>>;

/** What the suite's auth app knows. */
export interface Known {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly users: Map<number, User>;
  readonly codes: Map<string, { readonly user: User; spent: boolean }>;
  readonly tokens: Map<string, { readonly user: User; expired: boolean; replaced: boolean }>;
  /** The users whose common session lives. */
  readonly living: Set<number>;
}

/** How long refresh tokens are said to live, in seconds. */
const LIFETIME_S = 14 * 86_400;

/** An answer in JSON. */
export function json(status: number, value: unknown): HttpResponse {
  const headers = [
    ["content-type", "application/json"],
    ["cache-control", "no-store"],
  ] as const;
  return { kind: "http", status, headers, body: JSON.stringify(value) };
}

const failure = (status: number, error: string): HttpResponse => json(status, { error, code: status });

/** The answers that a check has an operation give in the place of the right one. */
export const otherwise = {
  refused: async () => failure(401, "not good"),
  invalid: async () => json(200, { is_valid: false }),
  serverError: async () => failure(500, "out of order"),
  noJson: async (): Promise<HttpResponse> => ({ kind: "http", status: 200, headers: [], body: "<html>" }),
  /** Closes the connection. */
  nothing: async () => undefined,
} as const satisfies Record<string, Answer>;

/** Answers as an auth app that is in order. */
export function answersOf(known: Known, { newToken, now }: { newToken(): string; now(): number }): Answers {
  const isClient = ({ clientId, clientSecret }: Asked) =>
    clientId === known.clientId && clientSecret === known.clientSecret;
  const issue = (user: User): string => {
    const token = newToken();
    known.tokens.set(token, { user, expired: false, replaced: false });
    return token;
  };
  const expiresAt = () => Math.floor(now() / 1000) + LIFETIME_S;
  const tokenOf = ({ refreshToken, userId }: Asked) => {
    const token = known.tokens.get(String(refreshToken));
    const isAlive = token && !token.replaced && token.user.userId === userId && known.living.has(token.user.userId);
    return isAlive ? token : undefined;
  };
  const proven =
    (answer: (asked: Asked) => HttpResponse): Answer =>
    async (asked) =>
      isClient(asked) ? answer(asked) : failure(401, "not this client");
  return {
    verifyAuthCode: proven(({ code }) => {
      const given = known.codes.get(String(code));
      if (!given || given.spent || !known.living.has(given.user.userId)) return failure(401, "no such code");
      given.spent = true;
      const { userId, username, userRole } = given.user;
      const token = { refresh_token: issue(given.user), expires_at: expiresAt() };
      return json(200, { user_id: userId, username, user_role: userRole, ...token });
    }),
    checkRefresh: proven((asked) => {
      const token = tokenOf(asked);
      return json(200, { is_valid: token !== undefined && !token.expired });
    }),
    extRefresh: proven((asked) => {
      const token = tokenOf(asked);
      if (!token) return failure(401, "no such token");
      token.replaced = true;
      return json(200, { refresh_token: issue(token.user), expires_at: expiresAt() });
    }),
    extLogout: proven(({ userId }) => {
      known.living.delete(Number(userId));
      return json(200, { logout: true });
    }),
  };
}
