import { operations } from "@authmark/protocols/hmail/schemas";
import { expectThat } from "../../kit/expect.ts";
import { httpResponse } from "../../kit/http.ts";
import { parseJson } from "../../kit/json-pointer.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { HmailSession } from "./client.ts";

const check = checkFor<HmailSession>();

/** Checks of how the interface spells its outcomes: only where a target speaks the protocol's own wire. */
export const shape = {
  "hmail.responses-have-the-declared-shape": {
    "fresh-login": check({
      needs: ["default-wire"],
      act: async ({ hmail, account }) => {
        const login = await hmail.login(account);
        const trade = await hmail.refreshAccess(login.taken["refreshToken"]);
        const access = trade.taken["accessToken"];
        return {
          login,
          trade,
          checkAuth: await hmail.checkAuth(access),
          send: await hmail.sendHmail(access, hmail.mail(account, account)),
          list: await hmail.getHmails(access, { limit: 2 }),
        };
      },
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
    "wrong-password": check({
      needs: ["default-wire"],
      act: async ({ hmail, account }) => ({
        login: await hmail.authenticate({ ...account, password: `not ${account.password}` }),
        trade: await hmail.refreshAccess("this is no token"),
        checkAuth: await hmail.checkAuth(undefined),
      }),
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;

function hasItsShape(exchange: Exchange): readonly Finding[] {
  const { step, operation } = exchange;
  const response = httpResponse(exchange);
  const declared = Object.entries(operations).find(([name]) => name === operation)?.[1].responses["200"].body;
  if (!declared || response?.status !== 200) return expectThat(false, step, "status 200", String(response?.status));
  const parsed = declared.safeParse(parseJson(response.body));
  const expected = `a body of the shape that ${operation} declares`;
  return expectThat(parsed.success, step, expected, response.body);
}
