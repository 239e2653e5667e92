import type { CommonMutants } from "./broken.ts";
import { bearer, withFields, withStatus } from "./parts.ts";

const authorization = (request: Request) => request.headers.get("authorization") ?? "";

/** Servers that are broken in how they take methods, paths and fields, or that take one request for another. */
export const http = {
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
  "a server that lets every origin read": () =>
    withFields((fields, request) => {
      const origin = request.headers.get("origin");
      if (origin) fields.set("access-control-allow-origin", origin);
      if (origin) fields.set("access-control-allow-credentials", "true");
    }),
  "a server that names an origin in its answer, and not in Vary": () =>
    withFields((fields, request) => {
      const origin = request.headers.get("origin");
      if (origin) fields.set("access-control-allow-origin", origin);
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
  "a server that answers 405 without Allow": () => withFields((fields) => fields.delete("allow")),
  "a server that takes a wrong method for a wrong path": () => withStatus(405, 404),
  "a server that answers 400 where nothing is": () => withStatus(404, 400),
  "a server that knows the scheme in one spelling only": () =>
    bearer((request, good) => (authorization(request).startsWith("Bearer ") ? good : undefined)),
  "a server that splits the token off at the first space": () =>
    bearer((request, good) => (authorization(request).split(" ")[1] ? good : undefined)),
  "a server that takes the last of several tokens": () =>
    bearer((request, good) => good ?? /, *bearer (\S+)$/i.exec(authorization(request))?.[1]),
} satisfies CommonMutants;
