import { randomInt } from "node:crypto";
import { wire } from "@authmark/protocols/pattmayne/wire";
import type { Session } from "../../../engine/session.ts";
import { parseJson } from "../../../kit/json-pointer.ts";
import type { ClientApp } from "../../../model/apps.ts";
import type { Exchange, HttpRequest } from "../../../model/exchange.ts";
import { type Answer, type Asked, answersOf, type BackChannel, type Known } from "./answers.ts";

/** A user of the suite's own auth app. */
export interface User {
  readonly userId: number;
  readonly username: string;
  readonly userRole: string;
}

/** The auth app that the suite plays for one check: it knows this check's users, codes and tokens, and no others. */
export interface AuthApp {
  /** A user whom no other check has. */
  newUser(username?: string): User;
  /** A code that is good once, for this client and this user. */
  code(user: User): string;
  /** A code of the right form that was never given. */
  badCode(): string;
  /** What the client app asked of it up to now, of one operation or of all. */
  asked(operation?: BackChannel): readonly Exchange[];
  /** Ends a user's session, as a logout elsewhere does. */
  logOut(user: User): void;
  /** Has a user's token expire; it can still be exchanged while the session lives. */
  expire(refreshToken: string): void;
  /** Answers an operation otherwise from now on: `undefined` for as it should be. */
  answer(operation: BackChannel, otherwise: Answer | undefined): void;
}

const LETTERS_OF_A_TOKEN = 43;
const MOST = 2 ** 31;

/** Plays an auth app for the check of a session. */
export function playAuthApp(session: Session, { clientId, clientSecret }: ClientApp): AuthApp {
  const known: Known = {
    clientId,
    clientSecret,
    users: new Map(),
    codes: new Map(),
    tokens: new Map(),
    living: new Set(),
  };
  const otherwise = new Map<BackChannel, Answer>();
  const strange = new Set<string>();
  const rules = answersOf(known, {
    newToken: () => session.newSecret("refreshToken", LETTERS_OF_A_TOKEN),
    now: () => session.now(),
  });
  const isOwn = ({ code, userId, refreshToken }: Asked) =>
    known.codes.has(String(code)) ||
    strange.has(String(code)) ||
    known.tokens.has(String(refreshToken)) ||
    known.users.has(Number(userId));

  session.play({
    isFor: (request) => {
      const asked = readAsked(request);
      return asked !== undefined && isOwn(asked.sent);
    },
    read: (request) => readAsked(request) ?? { operation: "request", sent: {} },
    answer: async (request) => {
      const asked = readAsked(request);
      if (!asked) return undefined;
      const answer = otherwise.get(asked.operation) ?? rules[asked.operation];
      return answer(asked.sent);
    },
  });

  return {
    newUser(username = session.newName()) {
      const user = { userId: randomInt(1, MOST), username, userRole: "player" };
      known.users.set(user.userId, user);
      known.living.add(user.userId);
      return user;
    },
    code(user) {
      const code = session.newSecret("code", LETTERS_OF_A_TOKEN);
      known.codes.set(code, { user, spent: false });
      known.living.add(user.userId);
      return code;
    },
    badCode() {
      const code = session.newSecret("code", LETTERS_OF_A_TOKEN);
      strange.add(code);
      return code;
    },
    asked: (operation) =>
      session.asked().filter(({ request }) => {
        const asked = request.kind === "http" ? readAsked(request) : undefined;
        return asked !== undefined && (operation === undefined || asked.operation === operation);
      }),
    logOut: ({ userId }) => void known.living.delete(userId),
    expire(refreshToken) {
      const token = known.tokens.get(refreshToken);
      if (token) token.expired = true;
    },
    answer(operation, answer) {
      if (answer) otherwise.set(operation, answer);
      else otherwise.delete(operation);
    },
  };
}

const OPERATIONS = ["verifyAuthCode", "checkRefresh", "extRefresh", "extLogout"] as const satisfies BackChannel[];

/** Which operation of the auth app a request of the client app asks, by its path. */
export function operationOf({ method, url }: HttpRequest): BackChannel | undefined {
  const { pathname } = new URL(url);
  return OPERATIONS.find(
    (name) => wire.operations[name].method === method && pathname.endsWith(wire.operations[name].path),
  );
}

/** What a request of the client app asks, and with what. */
function readAsked(request: HttpRequest): { operation: BackChannel; sent: Asked } | undefined {
  const operation = operationOf(request);
  if (operation === undefined) return undefined;
  const { body } = request;
  const value: unknown = parseJson(typeof body === "string" ? body : "");
  const members: Readonly<Record<string, unknown>> = typeof value === "object" && value !== null ? { ...value } : {};
  return {
    operation,
    sent: {
      clientId: members["client_id"],
      clientSecret: members["client_secret"],
      code: members["code"],
      userId: members["user_id"],
      refreshToken: members["refresh_token"] ?? members["token"],
    },
  };
}
