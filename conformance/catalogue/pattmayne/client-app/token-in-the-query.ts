import { withQuery } from "../../../kit/http.ts";
import { checkFor } from "../../../model/check.ts";
import type { HttpRequest } from "../../../model/exchange.ts";
import type { Catalogue } from "../../catalogue.ts";
import { areRefused, succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";

const check = checkFor<AppSession>();

/** Parameters that apps have read tokens from. */
const PARAMETERS = ["jwt", "token", "access_token", "accessToken", "client_jwt", "auth", "session"];

/** The user is asked for with a good token in another place than its cookie. */
const elsewhere = (place: (token: string) => (request: HttpRequest) => HttpRequest) =>
  check({
    act: async ({ app }) => {
      const { accessToken } = await app.signIn();
      return {
        control: await app.me({ accessToken }),
        attempt: await app.me({}, { request: place(accessToken) }),
      };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });

/** Checks of tokens in the query of a URL. */
export const tokensInQueries = {
  "pattmayne.app-token-in-the-query-is-ignored": {
    "at-me": elsewhere((token) => withQuery(Object.fromEntries(PARAMETERS.map((name) => [name, token])))),
    "authorization-in-the-query": elsewhere((token) => withQuery({ authorization: `Bearer ${token}` })),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
