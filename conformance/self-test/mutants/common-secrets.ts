import type { CommonMutants, Ground } from "./broken.ts";
import { bearer, repeating } from "./parts.ts";

/** Servers whose secrets go where they should not, or come again. */
export function secrets({ tokenIn, userMember, repetitive }: Ground) {
  return {
    "a server that names a page with a new token in its URL": () => ({
      respond: async (response) => {
        const token = await tokenIn(response);
        if (token !== undefined) response.headers.set("location", `/welcome?token=${token}`);
        return response;
      },
    }),
    "a server that repeats what it refuses": () => repeating((request) => request.text()),
    "a server that repeats a token that it refuses": () =>
      repeating(async (request) => request.headers.get("authorization")),
    "a server that takes a password from the query": () => ({
      request: async (request) => {
        const query = new URL(request.url).searchParams;
        const body = JSON.stringify({ [userMember]: query.get(userMember), password: query.get("password") });
        return request.method === "POST" && query.has("password") ? new Request(request, { body }) : request;
      },
    }),
    "a server that takes a token from the query": () =>
      bearer((request, good) => good ?? new URL(request.url).searchParams.get("access_token") ?? undefined),
    "a server that issues one token a user and second": repetitive,
  } satisfies CommonMutants;
}
