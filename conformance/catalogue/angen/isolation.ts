import { expecting, expectThat } from "../../kit/expect.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenConnection, AngenSession } from "./api.ts";
import { lineCheck } from "./line-check.ts";
import { byteByByte } from "./packets.ts";

/** So much longer than alone an answer may take beside a client that is of no use, in milliseconds. */
const HELD_UP_MS = 3000;

/** Half a command, whatever the wire calls it. */
export const HALF = '{"name":"system/p';
/** So many commands, with answers of that length, fill the buffers of both sides, which grow to some megabytes. */
const MANY = 1400;
const LONG_ID = "i".repeat(7000);
/** So long that takes, in milliseconds. */
const FILLING_MS = 1500;

/** Longer than that no client takes to be of no use, in milliseconds, on a machine that has time for it. */
const SLOW_MS = 5_000;

/** What a client does that others are not to suffer from. */
type Nuisance = (session: AngenSession) => Promise<unknown>;

/** Sends commands with long answers, reads none, and waits until nobody can take or send any more. */
export async function readsNothing(connection: AngenConnection): Promise<void> {
  connection.stopReading();
  const line = `{"name":"system/ping","command":{},"message_id":"${LONG_ID}"}\n`;
  await connection.send(line.repeat(MANY), { name: "many commands, unread", unanswered: true });
  await connection.next(FILLING_MS);
}

/** Finds fault with an answer that did not come, or came much later than one alone. */
export function isHeldUp(exchange: Exchange, outcome: string, aloneMs: number): readonly Finding[] {
  const wrong = expecting(exchange, outcome);
  if (wrong.length > 0) return wrong;
  const most = aloneMs + HELD_UP_MS;
  return expectThat(exchange.durationMs <= most, exchange.step, `an answer in ${most} ms`, `${exchange.durationMs} ms`);
}

/** What others were told while one client was of no use. */
interface Beside extends Evidence {
  readonly alone: Exchange;
  readonly before: Exchange;
}

/** While one client does that, others open connections, log in and ask. */
async function besideIt(session: AngenSession, nuisance: Nuisance): Promise<Beside> {
  const { angen, account } = session;
  const { identifierCode } = await angen.token(account);
  const open = await angen.open();
  const alone = await open.ping();
  const startedAt = session.now();
  await nuisance(session);
  const tookMs = session.now() - startedAt;
  const before = await open.ping();
  // Who said nothing for so long may have been dropped for that; who is held up is not dropped.
  if (before.error?.code === "closed" && tookMs > SLOW_MS)
    throw new CannotTest(`this machine took ${Math.round(tookMs / 1000)} s to be of no use`);
  // Tokens may end while nobody is served.
  if (before.outcome !== "pong") return { alone, before };
  const connection = await angen.open();
  const login = await connection.login(identifierCode);
  return { alone, before, login, whoami: await connection.whoami(), after: await open.whoami() };
}

/** What each of them is told, by who is served as ever. */
const AS_EVER = { before: "pong", login: "loggedIn", whoami: "youare", after: "failure" } as const;

const areHeldUp = ({ alone, ...asked }: Beside): readonly Finding[] =>
  Object.entries(AS_EVER).flatMap(([name, outcome]) => {
    const exchange = asked[name];
    return exchange ? isHeldUp(exchange, outcome, alone.durationMs) : [];
  });

/** Whether each was told what it should be, and only too late. */
const areOnlySlow = (beside: Beside): boolean =>
  areHeldUp(beside).length > 0 &&
  Object.entries(AS_EVER).every(([name, outcome]) => (beside[name]?.outcome ?? outcome) === outcome);

/**
 * While one client does that, others are served as ever. A pause of some seconds that has nothing to do with it does
 * not come twice, so who is slow is looked at again.
 */
const servesOthers = (nuisance: Nuisance) =>
  lineCheck({
    needs: ["default-wire"],
    survival: true,
    async act(session) {
      const first = await besideIt(session, nuisance);
      return areOnlySlow(first) ? besideIt(session, nuisance) : first;
    },
    control: ({ alone }) => expecting(alone, "pong"),
    judge: areHeldUp,
  });

const times = <T>(count: number, act: () => Promise<T>) =>
  oneByOne(
    "each",
    Array.from({ length: count }, () => act),
  );

/** Checks of clients that are of no use, and of those beside them. */
export const isolation = {
  "angen.idle-client-holds-up-nobody": {
    "says-nothing": servesOthers(({ angen }) => angen.open({ label: "says nothing" })),
    "many-say-nothing": servesOthers(({ angen }) => times(8, () => angen.open({ label: "says nothing" }))),
    "half-a-line": servesOthers(async ({ angen }) => {
      const connection = await angen.open({ label: "half a line" });
      await connection.send(HALF, { name: "half a line", unanswered: true });
    }),
    "many-halves-of-a-line": servesOthers(({ angen }) =>
      times(8, async () => {
        const connection = await angen.open({ label: "half a line" });
        return connection.send(HALF, { name: "half a line", unanswered: true });
      }),
    ),
    "half-a-line-of-megabytes": servesOthers(async ({ angen }) => {
      const connection = await angen.open({ label: "no end" });
      await connection.send("x".repeat(2_000_000), { name: "a line without an end", unanswered: true });
    }),
    // It is logged in as the same user as who is beside it.
    "reads-nothing": servesOthers(async ({ angen, account }) =>
      readsNothing((await angen.enter(account, { label: "reads nothing" })).connection),
    ),
    "one-sends-byte-by-byte": lineCheck({
      act: async ({ angen }): Promise<Evidence> => {
        const [slow, quick] = [await angen.open({ label: "slow" }), await angen.open({ label: "quick" })];
        const [dripped, beside] = await Promise.all([
          slow.ping({ messageId: "x".repeat(100), cut: byteByByte, mayClose: true }),
          times(5, () => quick.whoami()),
        ]);
        return { ...beside, dripped };
      },
      // What comes of the slow one is another requirement's affair.
      judge: ({ dripped: _, ...beside }) => Object.values(beside).flatMap((each) => isHeldUp(each, "failure", 0)),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
