import type { Recorder } from "../engine/recorder.ts";
import type { Session } from "../engine/session.ts";
import type { AnyCatalogue, Suite } from "../engine/suite.ts";
import { isText, prepared } from "../kit/prepared.ts";
import type { Exchange, HttpRequest, HttpResponse, Meaning, TransportError } from "../model/exchange.ts";

/** Asks the fake server. */
export type Ask = (operation: string, sent?: Readonly<Record<string, unknown>>) => Promise<Exchange>;
export type FakeSession = Session & { ask: Ask };

/** What a fake server's answers mean; nothing where it does not answer. */
export type FakeServer = (operation: string, sent: Readonly<Record<string, unknown>>) => Promise<Meaning | undefined>;

const REQUEST: HttpRequest = { kind: "http", method: "GET", url: "http://127.0.0.1:1/", headers: [] };
const RESPONSE: HttpResponse = { kind: "http", status: 200, headers: [], body: "" };
const REFUSED: TransportError = { code: "unreachable", message: "connect ECONNREFUSED" };
const NOTHING: Meaning = { outcome: "unrecognized", taken: {}, said: "nothing" };

/** The suite of a protocol that has no wire; `isClosed` tells whether the way to the target was closed. */
export function fakeSuite(server: FakeServer, catalogue: AnyCatalogue<FakeSession>) {
  let closed = false;
  const caller = (recorder: Recorder): Ask => {
    return (operation, sent = {}) => {
      let meaning: Meaning | undefined;
      const send = async () => {
        meaning = await server(operation, sent);
        return meaning ? RESPONSE : REFUSED;
      };
      return recorder.record({ operation, sent, request: { ...REQUEST } }, send, () => meaning ?? NOTHING);
    };
  };
  const close = async () => {
    closed = true;
  };
  const suite: Suite<Ask, { ask: Ask }> = {
    secretRoles: ["password", "token"],
    operations: { login: { method: "GET", path: "/", outcomes: {}, take: {} } },
    tokenRoles: ["token"],
    open: () => ({
      caller,
      close,
      ready: async () => {},
      probe: (recorder, operation) => caller(recorder)(operation),
    }),
    dialects: {},
    extend: (_, ask) => ({ ask }),
    async observe({ ask }, account) {
      prepared(await ask("login", { ...account }), "token", isText);
      return { clockAheadMs: 0 };
    },
    catalogue,
  };
  return { suite, isClosed: () => closed };
}
