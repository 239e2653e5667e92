import type { Seams } from "@authmark/reference-server/app";
import { bearers } from "./bearers.ts";
import { newest, remembering } from "./families.ts";
import { withFields } from "./parts.ts";
import { pathOf } from "./requests.ts";
import type { SessionMutants } from "./session.ts";
import { handlers, SESSION, sessions } from "./session-parts.ts";

/** Servers that are broken where an access token gives access. */
export const access = {
  "a server that names who logged in last": () => {
    let last = "";
    return handlers((good) => ({
      async login(input) {
        const answer = await good.login(input);
        if (answer.status === 200) last = input.body.username;
        return answer;
      },
      async session(input) {
        const answer = await good.session(input);
        return answer.status === 200 ? { ...answer, body: { ...answer.body, username: last } } : answer;
      },
    }));
  },
  "a server that takes a token under any scheme": bearers.ofAnyScheme,
  "a server that takes the first token of a list": bearers.firstOfAList,
  "a server that lets a session pass without the field": () => bearers.withoutTheField(SESSION),
  "a server that serves garbage under a scheme in lower case": bearers.garbageInLowerCase,
  "a server that takes name and password under the scheme Basic": () =>
    remembering(
      () => ({}),
      (families) => ({
        request(request) {
          const [, basic] = /^Basic (.+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
          const [username = ""] = Buffer.from(basic ?? "", "base64")
            .toString("utf8")
            .split(":");
          const family = families.ofUser(username).at(-1);
          if (basic === undefined || !family) return request;
          const headers = new Headers(request.headers);
          headers.set("authorization", `Bearer ${newest(family).access}`);
          return new Request(request, { headers });
        },
      }),
    ),
  "a server that compares the first half of an access token": () =>
    alike((token) => (token.length < HALF ? undefined : token.slice(0, HALF))),
  "a server that ignores the case of access tokens": () => alike((token) => token.toLowerCase()),
  "a server that ignores what follows an access token": () =>
    sessions((good) => ({ find: (token) => good.find(token.slice(0, 2 * HALF + 1)) })),
  "a server that takes a refresh token for an access token": () =>
    remembering((good, families) => ({
      async find(token) {
        const family = families.of(token);
        return good.find(family && newest(family).refresh === token ? newest(family).access : token);
      },
    })),

  "a server that refuses without a challenge": () =>
    withFields((fields, request) => {
      if (pathOf(request) === SESSION) fields.delete("www-authenticate");
    }),
  "a server that challenges only who has no token": () =>
    withFields((fields, request) => {
      const hasToken = request.headers.has("authorization");
      if (pathOf(request) === SESSION && hasToken) fields.delete("www-authenticate");
    }),
  "a server that names no error in its challenge": () => challenging("Bearer"),
  "a server that names an error to who sent no token": () => challenging('Bearer error="invalid_token"'),
} satisfies SessionMutants;

/** Half the characters of a token, rounded down. */
const HALF = 21;

/** A server to which two access tokens are the same that have the same in common. */
function alike(common: (token: string) => string | undefined): Seams {
  return remembering((good, families) => ({
    async find(token) {
      const part = common(token);
      const tokens = families.all().map((family) => newest(family).access);
      return good.find(tokens.findLast((each) => part !== undefined && common(each) === part) ?? token);
    },
  }));
}

function challenging(challenge: string): Seams {
  return withFields((fields, request, status) => {
    if (pathOf(request) === SESSION && status === 401) fields.set("www-authenticate", challenge);
  });
}
