import { operations } from "@authmark/protocols/session/schemas";
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

/** The bodies that an operation declares, by status. */
type Bodies = Readonly<
  Record<string, { readonly body: (typeof operations)["login"]["responses"]["200"]["body"] | object | null }>
>;

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
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
    "wrong-password": check({
      needs,
      act: async ({ flow, account }) => ({
        login: await flow.login({ ...account, password: `not ${account.password}` }),
        refresh: await flow.refresh("this is no token"),
        session: await flow.whoAmI("this is no token"),
      }),
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;

function hasItsShape(exchange: Exchange): readonly Finding[] {
  const { step, operation, response } = exchange;
  if (!response) return expectThat(false, step, "an answer", describe(exchange));
  const [, declared] = Object.entries(operations).find(([name]) => name === operation) ?? [];
  const bodies: Bodies = declared?.responses ?? {};
  const body = (bodies[response.status] ?? bodies[`${Math.floor(response.status / 100)}XX`])?.body;
  if (body === undefined) return expectThat(false, step, "a status that is declared", String(response.status));
  if (body === null || !("safeParse" in body)) return [];
  const parsed = body.safeParse(parseJson(response.body));
  return expectThat(parsed.success, step, `a body of the shape that ${operation} declares`, response.body);
}
