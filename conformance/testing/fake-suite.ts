import type { Session } from "../engine/session.ts";
import type { AnyCatalogue, Suite } from "../engine/suite.ts";
import { isText, prepared } from "../kit/prepared.ts";
import type { Exchange, Meaning } from "../model/exchange.ts";

/** Asks the fake server; the answer is what it means. */
export type Ask = (operation: string, sent?: Record<string, unknown>) => Promise<Exchange>;
export type FakeSession = Session & { ask: Ask };

/** What a fake server answers: a meaning, or no answer at all. */
export type FakeServer = (operation: string, sent: Record<string, unknown>) => Promise<Meaning | undefined>;

/** A suite of a protocol without a wire; `closed` tells whether its transport was closed. */
export function fakeSuite(server: FakeServer, catalogue: AnyCatalogue<FakeSession>) {
  const state = { closed: false };
  const suite: Suite<Ask, { ask: Ask }> = {
    secretRoles: ["password", "token"],
    open: () => ({
      caller:
        (recorder) =>
        async (operation, sent = {}) => {
          const answered = Promise.withResolvers<Meaning>();
          return recorder.record(
            { operation, sent, request: { kind: "http", method: "GET", url: "http://x/", headers: [] } },
            async () => {
              const meaning = await server(operation, sent);
              if (!meaning) return { code: "unreachable", message: "connect ECONNREFUSED" };
              answered.resolve(meaning);
              meant.push(meaning);
              return { kind: "http", status: 200, headers: [], body: "" };
            },
            () => meant.shift() ?? NOTHING,
          );
        },
      close: async () => {
        state.closed = true;
      },
    }),
    extend: (_, ask) => ({ ask }),
    async observe({ ask }, account) {
      prepared(await ask("login", { ...account }), "token", isText);
      return { clockAheadMs: 0 };
    },
    catalogue,
  };
  return { suite, state };
}

const NOTHING: Meaning = { outcome: "unrecognized", taken: {}, said: "nothing" };
const meant: Meaning[] = [];
