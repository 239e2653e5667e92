import { describe, expectThat } from "../../kit/expect.ts";
import { fields, httpResponse } from "../../kit/http.ts";
import { parseJson } from "../../kit/json-pointer.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";

/** What a document declares of each operation's answers, by status or class of statuses; a null body is none. */
export type DeclaredOperations = Readonly<
  Record<
    string,
    {
      readonly responses: Readonly<
        Record<string, { readonly body: { safeParse(body: unknown): { success: boolean } } | null }>
      >;
    }
  >
>;

/** Finds fault with an answer that has no declared status, or another shape than is declared for it. */
export function hasShapeOf(operations: DeclaredOperations, exchange: Exchange): readonly Finding[] {
  const { step, operation = "" } = exchange;
  const response = httpResponse(exchange);
  if (!response) return expectThat(false, step, "an answer", describe(exchange));
  const responses = operations[operation]?.responses ?? {};
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
