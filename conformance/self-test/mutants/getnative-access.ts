import { bearers } from "./bearers.ts";
import type { Broken } from "./broken.ts";
import type { GetnativeMutants } from "./getnative.ts";
import { ACCOUNT, asking, atOperation, bodyOf, handlers, PASSWORD } from "./getnative-parts.ts";
import { bearer, withFields } from "./parts.ts";
import { pathOf } from "./requests.ts";

const isProtected = (request: Request) => [ACCOUNT, PASSWORD].includes(pathOf(request));
const authorization = (request: Request) => request.headers.get("authorization") ?? "";

/** Servers that are broken where a token gives access. */
export const access = {
  "a server that names who logged in last": () => {
    let last: { id: number; email: string } | undefined;
    return handlers((good) => ({
      async login(input) {
        const answer = await good.login(input);
        if (answer.status === 200) last = answer.body;
        return answer;
      },
      async account(input) {
        const answer = await good.account(input);
        return answer.status === 200 ? { ...answer, body: last ?? answer.body } : answer;
      },
    }));
  },
  "a server that takes a token under any scheme": bearers.ofAnyScheme,
  "a server that takes the first token of a list": bearers.firstOfAList,
  "a server that takes a token without a scheme": () =>
    bearer((request, good) => good ?? /^(eyJ[\w.-]+)$/.exec(authorization(request))?.[1]),
  "a server that takes a token under any scheme where an account is deleted": () => {
    const any = (request: Request) => authorization(request).split(/ +/)[1];
    return bearer((request, good) => (request.method === "DELETE" ? (good ?? any(request)) : good));
  },
  "a server that lets whoever asks for an account pass without the field": () => bearers.withoutTheField(ACCOUNT),
  "a server that serves garbage under a scheme in lower case": bearers.garbageInLowerCase,
  "a server that takes name and password under the scheme Basic": () =>
    asking(async (request, { store, jwts }) => {
      const [, basic = ""] = /^Basic (.+)$/.exec(authorization(request)) ?? [];
      const [, email = ""] = /^(.*?):/s.exec(Buffer.from(basic, "base64").toString("utf8")) ?? [];
      const user = await store.findUser(email);
      return user && jwts.issue(String(user.id));
    }),
  "a server that deletes the account that a query names": () =>
    asking(async (request, { store, jwts }) => {
      if (request.method !== "DELETE" || authorization(request) !== "") return undefined;
      const user = await store.findUser(new URL(request.url).searchParams.get("email") ?? "");
      return user && jwts.issue(String(user.id));
    }),
  "a server that takes a token from the body": () =>
    asking(async (request) => {
      if (authorization(request) !== "" || pathOf(request) !== PASSWORD) return undefined;
      const { token } = await bodyOf(request);
      return typeof token === "string" ? token : undefined;
    }),

  "a server that refuses without a challenge": () =>
    withFields((fields, request) => {
      if (isProtected(request)) fields.delete("www-authenticate");
    }),
  "a server that challenges only who has no token": () =>
    withFields((fields, request) => {
      if (isProtected(request) && request.headers.has("authorization")) fields.delete("www-authenticate");
    }),
  "a server that refuses a deletion without a challenge": () =>
    atOperation("DELETE", ACCOUNT, (fields) => fields.delete("www-authenticate")),
  "a server that challenges for names and passwords": () => challenging('Basic realm="GetNative"'),
  "a server that names no error in its challenge": () => challenging("Bearer"),
  "a server that names an error to who sent no token": () => challenging('Bearer error="invalid_token"'),
  "a server that answers a bad token with 403": () => ({
    respond: ({ body, status, headers }, request) =>
      new Response(body, { status: status === 401 && isProtected(request) ? 403 : status, headers }),
  }),
} satisfies GetnativeMutants;

function challenging(challenge: string): Broken {
  return withFields((fields, request, status) => {
    if (isProtected(request) && status === 401) fields.set("www-authenticate", challenge);
  });
}
