import { expectThat } from "../../../kit/expect.ts";
import type { Evidence, Exchange } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";

/** Exchanges as evidence, by their steps. */
export function byStep(exchanges: readonly Exchange[]): Evidence {
  return Object.fromEntries(exchanges.map((exchange) => [exchange.step, exchange]));
}

/** Finds fault with each question that the client app put to the auth app because of a request. */
export function expectNothingAsked(request: Exchange, asked: readonly Exchange[]): readonly Finding[] {
  return asked.flatMap(({ step }) =>
    expectThat(false, `${request.step}, ${step}`, "that the auth app is asked nothing", "a question to it"),
  );
}
