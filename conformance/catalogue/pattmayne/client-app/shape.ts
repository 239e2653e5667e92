import { operations } from "@authmark/protocols/pattmayne/client/schemas";
import { describe, expectThat } from "../../../kit/expect.ts";
import { fields, httpResponse, withHeader } from "../../../kit/http.ts";
import { parseJson, valueAt } from "../../../kit/json-pointer.ts";
import { checkFor } from "../../../model/check.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";

const check = checkFor<AppSession>();
const needs = ["default-wire"] as const;

/** What an operation declares of its answers. */
interface Declared {
  readonly responses: Readonly<
    Record<string, { readonly body: { safeParse(body: unknown): { success: boolean } } | null }>
  >;
}

/** Checks of how the interface spells its answers: only where a target speaks the protocol's own wire. */
export const shapes = {
  "pattmayne.app-responses-have-the-declared-shape": {
    "fresh-login": check({
      needs,
      act: async ({ app }) => {
        const begin = await app.begin();
        const user = await app.signIn();
        const use = await app.me(user);
        return { begin, callback: user.from, use, logout: await app.logout(user) };
      },
      control: ({ callback }) => succeed(callback),
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
    refusals: check({
      needs,
      act: async ({ app, auth }) => {
        const user = await app.signIn();
        const { state, stateCookie } = app.begun(await app.begin());
        const request = withHeader("origin", "https://foreign.example");
        return {
          control: user.from,
          callback: await app.callback({ code: auth.badCode(), state, stateCookie }),
          withoutToken: await app.me({}),
          garbage: await app.me({ accessToken: "garbage" }),
          logout: await app.logout(user, { request }),
        };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: _, ...refusals }) =>
        Object.values(refusals).flatMap((refusal) => [...hasItsShape(refusal), ...saysItsStatus(refusal)]),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** Finds fault with an answer that has no declared status, or another body than is declared for it. */
function hasItsShape(exchange: Exchange): readonly Finding[] {
  const { step, operation = "" } = exchange;
  const response = httpResponse(exchange);
  if (!response) return expectThat(false, step, "an answer", describe(exchange));
  const { responses } = (operations as Readonly<Record<string, Declared>>)[operation] ?? { responses: {} };
  const { status } = response;
  // A browser goes on by any redirect.
  const declared =
    responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? (status < 400 ? responses["302"] : undefined);
  if (!declared) return expectThat(false, step, "a status that is declared", String(status));
  if (declared.body === null)
    return expectThat(fields(exchange, "location").length === 1, step, "one Location", "none");
  const [type = "none"] = fields(exchange, "content-type");
  const fine = declared.body.safeParse(parseJson(response.body)).success;
  return [
    ...expectThat(/^application\/json\b/i.test(type), step, "Content-Type: application/json", type),
    ...expectThat(fine, step, `a body of the shape that ${operation} declares`, response.body),
  ];
}

/** Finds fault with a refusal whose code is another than its status. */
function saysItsStatus(exchange: Exchange): readonly Finding[] {
  const response = httpResponse(exchange);
  if (!response || response.status < 400) return [];
  const code = valueAt(parseJson(response.body), "/code");
  return expectThat(code === response.status, exchange.step, `code ${response.status}`, `code ${JSON.stringify(code)}`);
}
