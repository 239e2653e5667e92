import { withMethod } from "../../kit/http.ts";
import type { Forgery } from "../../kit/jwt/forgery.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import { forge } from "../common/forging.ts";
import type { AuthSession } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** The tokens of a row, sent in another way than where all rows are; `shows` is how a good one is shown to be good. */
const sent = (
  row: Forgery,
  ask: (session: AuthSession, token: string) => Promise<Exchange>,
  { needs = [], shows = ask }: { readonly needs?: readonly Need[]; readonly shows?: typeof ask } = {},
) =>
  check({
    needs: [...row.needs, ...needs],
    async act(session): Promise<Evidence & { control: Exchange }> {
      const { pm, account } = session;
      const { accessToken } = await pm.cookies(account);
      const control = await shows(session, accessToken);
      const { tokens } = await forge(session, row, accessToken);
      return {
        ...(await oneByOne(
          "attempt",
          tokens.map(
            ({ token }) =>
              () =>
                ask(session, token),
          ),
        )),
        control,
      };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: __, ...attempts }) => areRefused(...Object.values(attempts)),
  });

/** The same where more is done with a signed token than to tell its user. */
export const elsewhere = (row: Forgery) => ({
  "at-a-login-by-cookies": sent(
    row,
    async ({ pm }, accessToken) => pm.login({ accessToken, clientId: (await pm.client()).clientId }),
    { needs: ["client"] },
  ),
  // A server need not know HEAD: then it refuses good tokens as well, which GET shows to be good.
  "asked-for-its-head": sent(row, ({ pm }, accessToken) => pm.me({ accessToken }, { request: withMethod("HEAD") }), {
    shows: ({ pm }, accessToken) => pm.me({ accessToken }),
  }),
});
