import { expectThat } from "../../../kit/expect.ts";
import { checkFor } from "../../../model/check.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { Catalogue } from "../../catalogue.ts";
import { numbered } from "../../common/parallel.ts";
import { succeed } from "../outcomes.ts";
import type { AppSession, Begun } from "./client.ts";

const check = checkFor<AppSession>();
const LOGINS = 4;

/** Checks of whether a client app issues one signed token several times. */
export const repeats = {
  "pattmayne.app-jwts-never-repeat": {
    "same-second": check({
      act: async ({ app, auth }) => {
        const user = auth.newUser();
        const begun: Begun[] = [];
        for (let login = 1; login <= LOGINS; login++) begun.push(app.begun(await app.begin()));
        const brought = begun.map(({ state, stateCookie }) => ({ code: auth.code(user), state, stateCookie }));
        return numbered("login", await Promise.all(brought.map((each) => app.callback(each))));
      },
      control: (logins) => succeed(...Object.values<Exchange>(logins)),
      judge: (logins) => {
        const all = Object.values<Exchange>(logins);
        return all.flatMap((login) => {
          const first = all.find(({ taken }) => taken["accessToken"] === login.taken["accessToken"]);
          return expectThat(first === login, login.step, "a token of its own", `the token of ${first?.step}`);
        });
      },
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
