import { operations } from "@authmark/protocols/getnative/schemas";
import { describe, expectThat } from "../../kit/expect.ts";
import { fields, httpResponse } from "../../kit/http.ts";
import { parseJson } from "../../kit/json-pointer.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { GetnativeSession } from "./client.ts";
import { tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();
const needs = ["default-wire"] as const;

/** What an operation declares of its answers. */
interface Declared {
  readonly responses: Readonly<
    Record<string, { readonly body: { safeParse(body: unknown): { success: boolean } } | null }>
  >;
}

/** Checks of how the interface spells its answers: only where a target speaks the protocol's own wire. */
export const shape = {
  "getnative.responses-have-the-declared-shape": {
    "fresh-login": check({
      needs,
      act: async ({ gn, account }) => {
        const login = await gn.sharedLogin(account);
        return { login, use: await gn.account(await gn.access(account)) };
      },
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
    "life-of-an-account": check({
      needs: [...needs, "registration"],
      act: async ({ gn, newPassword }): Promise<Evidence> => {
        const account = gn.newAccount();
        const creation = await gn.register(account);
        const taken = await gn.register({ ...account, password: newPassword(20) });
        const use = await gn.account(tokenOf(creation));
        const next = newPassword(20);
        const change = await gn.changePassword(tokenOf(use), { current: account.password, next });
        const deletion = await gn.deleteAccount(tokenOf(use), account);
        return { creation, taken, use, change, deletion };
      },
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
    "wrong-password": check({
      needs,
      act: async ({ gn, account: { username, password } }) => ({
        login: await gn.login({ username, password: `not ${password}` }),
        malformed: await gn.login({ username }),
        use: await gn.account("garbage"),
        unauthenticated: await gn.account(undefined),
        change: await gn.changePassword("garbage", { current: password, next: password }),
        deletion: await gn.deleteAccount("garbage"),
      }),
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
    "wrong-current-password": check({
      needs,
      act: async ({ gn, account }) => {
        const token = await gn.access(account);
        const { password } = account;
        return { change: await gn.changePassword(token, { current: `not ${password}`, next: password }) };
      },
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;

/** Finds fault with an answer that has no declared status, or another shape than is declared for it. */
function hasItsShape(exchange: Exchange): readonly Finding[] {
  const { step, operation = "" } = exchange;
  const response = httpResponse(exchange);
  if (!response) return expectThat(false, step, "an answer", describe(exchange));
  const declaredOnes: Readonly<Record<string, Declared>> = operations;
  const responses = declaredOnes[operation]?.responses ?? {};
  const declared = responses[response.status] ?? responses[`${Math.floor(response.status / 100)}XX`];
  if (!declared) return expectThat(false, step, "a status that is declared", String(response.status));
  if (declared.body === null) return [];
  const [type = "none"] = fields(exchange, "content-type");
  const fine = declared.body.safeParse(parseJson(response.body)).success;
  return [
    ...expectThat(/^application\/json\b/i.test(type), step, "Content-Type: application/json", type),
    ...expectThat(fine, step, `a body of the shape that ${operation} declares`, response.body),
  ];
}
