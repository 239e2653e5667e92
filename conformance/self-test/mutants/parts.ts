import type { Passwords } from "@authmark/reference-server/accounts/passwords";
import type { Seams } from "@authmark/reference-server/app";
import type { Store } from "@authmark/reference-server/store/port";

/** A server with another store. */
export function store(change: (good: Store) => Partial<Store>): Seams {
  return { env: (env) => ({ ...env, store: { ...env.store, ...change(env.store) } }) };
}

/** A server that compares passwords otherwise. */
export function passwords(change: (good: Passwords) => Partial<Passwords>): Seams {
  return { env: (env) => ({ ...env, passwords: { ...env.passwords, ...change(env.passwords) } }) };
}

/** A server that hashes and compares another text than the password. */
export function passwordsAs(spoil: (password: string) => string): Seams {
  return passwords((good) => ({
    hash: (password) => good.hash(spoil(password)),
    verify: (password, phc) => good.verify(spoil(password), phc),
  }));
}

/** A server that finds its tokens elsewhere; `path` narrows it to one route. */
export function bearer(find: (request: Request, good: string | undefined) => string | undefined, path?: string): Seams {
  return {
    env: (env) => ({
      ...env,
      bearer: (request) => {
        const good = env.bearer(request);
        return path === undefined || new URL(request.url).pathname === path ? find(request, good) : good;
      },
    }),
  };
}

/** A server that answers otherwise on one path: `change` gets the body, and gives the one to send, or none. */
export function answering(
  path: string,
  change: (answer: { status: number; body: unknown }) => { status?: number; body?: unknown } | undefined,
): Seams {
  return {
    respond: async (response, request) => {
      if (new URL(request.url).pathname !== path) return response;
      const changed = change({ status: response.status, body: await bodyOf(response.clone()) });
      if (!changed) return response;
      const { status = response.status, body = await bodyOf(response) } = changed;
      const headers = new Headers(response.headers);
      headers.set("content-type", "application/json");
      headers.delete("content-length");
      if (status >= 400) headers.delete("gn-access-token");
      return new Response(JSON.stringify(body), { status, headers });
    },
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  return response.body === null ? undefined : response.json();
}

/** A server whose answers have other fields: `change` changes them in place. */
export function withFields(change: (fields: Headers, request: Request, status: number) => void): Seams {
  return {
    respond: ({ body, status, headers }, request) => {
      const fields = new Headers(headers);
      change(fields, request, status);
      return new Response(body, { status, headers: fields });
    },
  };
}

/** A server that sets its cookies otherwise: `change` gets a whole line of the field, and gives one to send, or none. */
export function settingCookies(change: (cookie: string, request: Request) => string | undefined): Seams {
  return withFields((fields, request) => {
    const lines = fields.getSetCookie();
    fields.delete("set-cookie");
    for (const line of lines) {
      const changed = change(line, request);
      if (changed !== undefined) fields.append("set-cookie", changed);
    }
  });
}

/** A server that says one status in the place of another. */
export function withStatus(from: number, to: number): Seams {
  return {
    respond: (response) =>
      response.status === from ? new Response(response.body, { status: to, headers: response.headers }) : response,
  };
}

/** A server that repeats a part of each request in its refusals. */
export function repeating(part: (request: Request) => Promise<string | null>): Seams {
  const parts = new WeakMap<Request, string | null>();
  return {
    request: async (request) => {
      parts.set(request, await part(request.clone()));
      return request;
    },
    respond: async (response, request) => {
      const body = await response.clone().text();
      const refused = response.status >= 400 || body === '"Unauthorized"' || body === '"Failure"';
      const headers = new Headers(response.headers);
      if (refused) headers.set("x-refused", Buffer.from(parts.get(request) ?? "").toString("latin1", 0, 1024));
      return new Response(response.body, { status: response.status, headers });
    },
  };
}
