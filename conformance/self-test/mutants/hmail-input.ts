import { createHash } from "node:crypto";
import { ACCOUNTS } from "../accounts.ts";
import type { Mutants } from "./hmail.ts";
import { answering, bearer, handlers, passwordsAs, renamed, repeating, store } from "./parts.ts";

const AUTHENTICATE = "/auth/authenticate";

/** Bytes as a token of the protocol's alphabet. */
const base64 = (...parts: (Buffer | string)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part))).toString("base64");

/** Servers that are broken in what every protocol asks. */
export const badInputAndSecrets = {
  "a server that logs in whoever sends a password that is no text": () => ({
    request: async (request) => {
      const body = await readObject(request);
      const user = ACCOUNTS.find(({ username }) => username === body?.["username"]);
      if (!user || typeof body?.["password"] === "string") return request;
      return new Request(request, { method: "POST", body: JSON.stringify(user) });
    },
  }),
  "a server that takes an unreadable body for a failed login": () =>
    answering(AUTHENTICATE, ({ status }) => (status === 400 ? { status: 200, body: "Failure" } : undefined)),
  "a server that fails on a long password": () =>
    handlers((good) => ({
      authenticate: (input) => {
        if (input.body.password.length > 1024) throw new RangeError("The password is too long.");
        return good.authenticate(input);
      },
    })),
  "a server that refuses the login after an unreadable one": () => {
    let confused = false;
    return {
      ...answering(AUTHENTICATE, ({ status }) => {
        const answer = confused && status === 200 ? { body: "Failure" } : undefined;
        confused = status === 400;
        return answer;
      }),
    };
  },

  "a server that shows where it stumbled": () =>
    answering(AUTHENTICATE, ({ status, body }) => {
      const { stack } = new SyntaxError("Unexpected token");
      return status === 400 ? { body: { ...(body as object), detail: stack } } : undefined;
    }),
  "a server that takes a password from the query": () => ({
    request: async (request) => {
      const query = new URL(request.url).searchParams;
      const body = JSON.stringify({ username: query.get("username"), password: query.get("password") });
      return request.method === "POST" && query.has("password") ? new Request(request, { body }) : request;
    },
  }),
  "a server that writes the user's name into tokens": () =>
    renamed((token, _count, _kind, username) => {
      const bytes = Buffer.from(token, "base64");
      const at = bytes.readUInt8(0) % 200;
      return base64(bytes.subarray(0, at), username, bytes.subarray(at));
    }),
  "a server that makes access tokens of a part of their refresh token": () => {
    const last = new Map<string, Buffer>();
    return renamed((token, _count, kind, username) => {
      const bytes = Buffer.from(token, "base64");
      if (kind === "refresh") last.set(username, bytes.subarray(0, 64));
      const at = bytes.readUInt8(0) % 100;
      return kind === "refresh"
        ? token
        : base64(bytes.subarray(0, 32 + at), last.get(username) ?? "", bytes.subarray(32 + at));
    });
  },
  "a server that begins its tokens with the time": () =>
    renamed((token) => base64(new Date(Date.UTC(2030, 0, 1)).toISOString().slice(0, 10), Buffer.from(token, "base64"))),
  "a server that repeats 8 random bytes in a token": () =>
    renamed((token) => {
      const eight = Buffer.from(token, "base64").subarray(0, 8);
      return base64(eight, eight, eight, eight);
    }),
  "a server that names a page with a new token in its URL": () => ({
    respond: async (response) => {
      const body = (await response
        .clone()
        .json()
        .catch(() => undefined)) as { Success?: { token?: string } } | undefined;
      const token = body?.Success?.token;
      if (token !== undefined) response.headers.set("location", `/welcome?token=${token}`);
      return response;
    },
  }),
  "a server that repeats what it refuses": () => repeating((request) => request.text()),
  "a server that repeats a token that it refuses": () =>
    repeating(async (request) => request.headers.get("authorization")),
  "a server that takes a token from the query": () =>
    bearer((request, good) => good ?? new URL(request.url).searchParams.get("access_token") ?? undefined),
  "a server that issues tokens of 8 bytes": () =>
    renamed((token) => base64(createHash("sha256").update(token).digest().subarray(0, 8))),
  "a server that counts its tokens": () =>
    renamed((token, count) => base64("a server of its own", token.slice(0, 8), String(1_000_000 + count))),
  "a server that issues one token a user and second": () =>
    renamed((_token, _count, kind, username) => base64(createHash("sha256").update(`${kind} of ${username}`).digest())),

  "a server that compares the first 72 bytes of a password": () =>
    passwordsAs((password) => Buffer.from(password).subarray(0, 72).toString("latin1")),
  "a server that compares a password up to a NUL": () => passwordsAs((password) => password.split("\0")[0] ?? ""),
  "a server that trims passwords": () => passwordsAs((password) => password.trim()),
  "a server that ignores the case of passwords": () => passwordsAs((password) => password.toLowerCase()),
  "a server that strips invisible characters from names": () =>
    store((good) => ({ findAccount: (username) => good.findAccount(username.replace(/\p{Cf}/gu, "")) })),

  "a server that takes any user's password": () => ({
    env: (env) => ({
      ...env,
      passwords: {
        ...env.passwords,
        verify: async (password, phc) => phc !== undefined && ACCOUNTS.some((account) => account.password === password),
      },
    }),
  }),
  "a server that folds names to ASCII": () =>
    store((good) => ({
      findAccount: (username) => good.findAccount(username.normalize("NFKD").replace(/\p{M}/gu, "")),
    })),

  "a server that guards a path in one spelling only": () => {
    let last: string | null = null;
    return {
      request: async (request) => {
        last = request.headers.get("authorization") ?? last;
        const url = new URL(request.url);
        const tidy = url.pathname.replace(/\/+$/, "");
        if (url.pathname === tidy) return request;
        url.pathname = tidy;
        const headers = new Headers(request.headers);
        headers.set("authorization", last ?? "");
        const body = request.method === "POST" ? await request.text() : null;
        return new Request(url, { method: request.method, headers, body });
      },
    };
  },
  "a server that lets every origin read": () => ({
    respond: (response, request) => {
      const headers = new Headers(response.headers);
      const origin = request.headers.get("origin");
      if (origin) headers.set("access-control-allow-origin", origin);
      if (origin) headers.set("access-control-allow-credentials", "true");
      return new Response(response.body, { status: response.status, headers });
    },
  }),
  "a server that looks at preconditions before the token": () => ({
    respond: (response, request) =>
      request.headers.has("if-none-match") ? new Response(null, { status: 304 }) : response,
  }),
  "a server that authenticates a connection": () => {
    let last: string | undefined;
    return bearer((request, good) => {
      if (request.headers.get("connection") === "close") return good;
      last = good ?? last;
      return last;
    });
  },
  "a server that answers 405 without Allow": () => ({
    respond: (response) => {
      const headers = new Headers(response.headers);
      headers.delete("allow");
      return new Response(response.body, { status: response.status, headers });
    },
  }),
} satisfies Mutants;

async function readObject(request: Request): Promise<Record<string, unknown> | undefined> {
  try {
    return (await request.clone().json()) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
