import { operations as inCookies } from "@authmark/protocols/session/cookies/schemas";
import { operations as asBearer } from "@authmark/protocols/session/schemas";
import { expectThat } from "../../kit/expect.ts";
import { httpRequest, httpResponse } from "../../kit/http.ts";
import { parseJson, valueAt } from "../../kit/json-pointer.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { hasShapeOf } from "../common/declared-shape.ts";
import type { FlowSession } from "./client.ts";
import { tokensOf } from "./logout.ts";

const check = checkFor<FlowSession>();
const needs = ["default-wire"] as const;

/** Checks of how the interface spells its answers: only where a target speaks the protocol's own wire. */
export const shape = {
  "session.responses-have-the-declared-shape": {
    "fresh-login": check({
      needs,
      act: async ({ flow, account }) => {
        const pair = await flow.spare(account);
        const next = await flow.next(pair);
        const session = await flow.whoAmI(next.access);
        return {
          login: await flow.sharedLogin(account),
          refresh: next.from,
          session,
          logout: await flow.logout(tokensOf(next)),
        };
      },
      judge: ({ ...evidence }) => Object.values(evidence).flatMap(hasItsShape),
    }),
    "wrong-password": check({
      needs,
      act: async ({ flow, account }) => ({
        login: await flow.login({ ...account, password: `not ${account.password}` }),
        refresh: await flow.refresh("this is no token"),
        session: await flow.whoAmI("this is no token"),
      }),
      judge: ({ login, refresh, session }) => [
        ...[login, refresh, session].flatMap(hasItsShape),
        ...isError(login, [401], "invalid_credentials"),
        ...isError(refresh, [400, 401], "invalid_grant"),
        ...isError(session, [401], "invalid_token"),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;

/** Finds fault with a refusal that has another status, or another code, than the interface gives it. */
function isError(exchange: Exchange, statuses: readonly number[], code: string): readonly Finding[] {
  const response = httpResponse(exchange);
  const error = valueAt(parseJson(response?.body ?? ""), "/error");
  const fine = error === code && statuses.includes(response?.status ?? 0);
  return expectThat(fine, exchange.step, `${statuses.join(" or ")} ${code}`, `${response?.status} ${error}`);
}

/** The same operations are declared for bearers and for cookies; what an exchange carries says whose it is. */
function hasItsShape(exchange: Exchange): readonly Finding[] {
  const carried = JSON.stringify([httpRequest(exchange).headers, httpResponse(exchange)?.headers]);
  return hasShapeOf(carried.toLowerCase().includes("cookie") ? inCookies : asBearer, exchange);
}
