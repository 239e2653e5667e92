import { expecting } from "../../kit/expect.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenConnection, AngenSession } from "./api.ts";
import { HALF, readsNothing } from "./isolation.ts";
import { lineCheck } from "./line-check.ts";

/** When it is looked whether they were dropped, in milliseconds from the look before on. */
const LOOKS_MS = [3000, 5000, 8000];
/** So long a look may take, in milliseconds. */
const LOOK_MS = 250;

/**
 * Looks, again and again, until the connection has ended.
 *
 * @throws CannotTest where it has not by the last look: how much longer it may live, nobody has said
 */
async function untilDropped(
  session: AngenSession,
  connection: AngenConnection,
  look: () => Promise<unknown> = async () => {},
): Promise<Exchange> {
  for (const wait of LOOKS_MS) {
    await session.until(session.targetNow(), wait);
    await look();
    const end = await connection.closed(LOOK_MS);
    if (end.outcome === "closed") return end;
  }
  const seconds = LOOKS_MS.reduce((sum, each) => sum + each, 0) / 1000;
  throw new CannotTest(`it was not dropped in ${seconds} s: start the target with less patience`);
}

/** A client that is dropped in the end, and another that is served afterwards. */
const isDropped = (act: (session: AngenSession) => Promise<Exchange>) =>
  lineCheck({
    needs: ["default-wire"],
    waits: true,
    act: async (session): Promise<Evidence> => ({ end: await act(session), after: await session.angen.ping() }),
    judge: ({ end, after }) => [...expecting(end as Exchange, "closed"), ...expecting(after as Exchange, "pong")],
  });

/** Checks of how long clients are kept that are of no use. */
export const idle = {
  "angen.idle-client-is-dropped": {
    "says-nothing": isDropped(async (session) => untilDropped(session, await session.angen.open())),
    "half-a-line": isDropped(async (session) => {
      const connection = await session.angen.open();
      await connection.send(HALF, { name: "half a line", unanswered: true });
      return untilDropped(session, connection);
    }),
    "reads-nothing": isDropped(async (session) => {
      const connection = await session.angen.open();
      await readsNothing(connection);
      // Who does not read learns of the end by writing.
      const write = () => connection.send("\n", { name: "an empty line", unanswered: true });
      return untilDropped(session, connection, async () => [await write(), await write()]);
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
