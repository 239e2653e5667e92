import { expectThat } from "../../kit/expect.ts";
import { fields } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

const check = checkFor<AuthSession>();

/** What is carried in answers and is worth something to whoever finds it in a cache. */
const SECRETS = ["accessToken", "refreshToken", "code", "clientSecret"];

/** Finds fault with an answer that has a token in it and that a cache may keep (RFC 9111 §5.2.2.5). */
function isUncacheable(exchange: Exchange): readonly Finding[] {
  const directives = fields(exchange, "cache-control").join(",").toLowerCase().split(",");
  const fine = directives.some((directive) => directive.trim() === "no-store");
  return expectThat(fine, exchange.step, "Cache-Control: no-store", directives.join(",") || "no Cache-Control");
}

/** Checks of what caches may keep. */
export const uncacheable = {
  "pattmayne.token-responses-are-uncacheable": {
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: (evidence) =>
        Object.values(evidence)
          .filter(({ taken }) => SECRETS.some((role) => taken[role] !== undefined))
          .flatMap(isUncacheable),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
