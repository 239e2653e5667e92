import { operations as inCookies } from "@authmark/protocols/session/cookies/schemas";
import { operations as asBearer } from "@authmark/protocols/session/schemas";
import { describe, expectThat } from "../../kit/expect.ts";
import { parseJson } from "../../kit/json-pointer.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { FlowSession } from "./client.ts";
import { tokensOf } from "./logout.ts";

const check = checkFor<FlowSession>();
const needs = ["default-wire"] as const;

/** What an operation declares of its answers. */
interface Declared {
  readonly responses: Readonly<
    Record<string, { readonly body: { safeParse(body: unknown): { success: boolean } } | null }>
  >;
}

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
      judge: ({ ...evidence }) => Object.values(evidence).flatMap(hasItsShape),
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;

/** Finds fault with an answer that has no declared status, or another shape than is declared for it. */
function hasItsShape(exchange: Exchange): readonly Finding[] {
  const { step, operation = "", request, response } = exchange;
  if (!response) return expectThat(false, step, "an answer", describe(exchange));
  const carries = JSON.stringify([request.headers, response.headers]).toLowerCase().includes("cookie");
  const operations: Readonly<Record<string, Declared>> = carries ? inCookies : asBearer;
  const responses = operations[operation]?.responses ?? {};
  const declared = responses[response.status] ?? responses[`${Math.floor(response.status / 100)}XX`];
  if (!declared) return expectThat(false, step, "a status that is declared", String(response.status));
  const fine = declared.body === null || declared.body.safeParse(parseJson(response.body)).success;
  return expectThat(fine, step, `a body of the shape that ${operation} declares`, response.body);
}
