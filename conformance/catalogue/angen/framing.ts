import type { CommandVariation } from "../../engine/stream-connection.ts";
import { expecting } from "../../kit/expect.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import { isInItsPlace, mirrorsItsId, nothingMore } from "./answers.ts";
import type { AngenSession } from "./api.ts";
import { lineCheck, more } from "./line-check.ts";
import { areAnswered, inOneWrite } from "./order.ts";
import { beforeLast, byteByByte, cutAt, escaped, inHalves, packed, pieces } from "./packets.ts";

type Cut = NonNullable<CommandVariation["cut"]>;

/** Characters of one to four bytes. */
const LETTERS = "aé漢😀é";

/** A command cut into packets is answered as the same in one packet was, and once. */
export const isOne = (cuts: readonly Cut[], variation: CommandVariation = {}) =>
  lineCheck({
    act: async ({ angen }): Promise<Evidence> => {
      const connection = await angen.open();
      const whole = await connection.whoami({ messageId: LETTERS, ...variation, end: "\n" });
      const attempts: Exchange[] = [];
      for (const cut of cuts) attempts.push(await connection.whoami({ messageId: LETTERS, ...variation, cut }));
      return { whole, ...numbered("cut", attempts), behind: await more(connection) };
    },
    control: ({ whole }) => [...expecting(whole as Exchange, "failure"), ...mirrorsItsId(whole as Exchange)],
    judge: ({ whole: _, behind, ...attempts }): readonly Finding[] => [
      ...Object.values(attempts).flatMap((attempt) => [...expecting(attempt, "failure"), ...mirrorsItsId(attempt)]),
      ...nothingMore(behind as Exchange),
    ],
  });

/** Before each byte of a text that is in the line. */
const withinEach =
  (text: string): Cut =>
  (bytes) => {
    const start = bytes.indexOf(text);
    return cutAt(...Array.from({ length: Buffer.byteLength(text) }, (_, index) => start + index))(bytes);
  };

/** Checks of how lines are put together from what a network brings. */
export const framing = {
  "angen.split-command-is-one": {
    "in-two-writes": isOne([1, 9, 30, 60].map((place) => cutAt(place)).concat(inHalves)),
    "before-its-line-feed": isOne([beforeLast(1), beforeLast(2)]),
    "byte-by-byte": isOne([byteByByte]),
    "within-a-character": isOne([withinEach("é"), withinEach("漢"), withinEach("😀")]),
    "within-an-escape": isOne([withinEach("\\u00e9"), withinEach("\\ud83d\\ude00")], { line: escaped }),
    "login-in-pieces": lineCheck({
      act: async ({ angen, account }) => {
        const { identifierCode } = await angen.token(account);
        const connection = await angen.open();
        const login = await connection.login(identifierCode, { cut: pieces(16) });
        return { whole: await angen.login(identifierCode), login, after: await connection.whoami({ cut: inHalves }) };
      },
      control: ({ whole }) => expecting(whole, "loggedIn"),
      judge: ({ login, after }) => [...expecting(login, "loggedIn"), ...expecting(after, "youare")],
    }),
    "writes-that-overlap": areAnswered(inOneWrite, ["pong", "failure", "pong", "error", "failure", "pong"], () => {
      const commands = [packed.ping({ messageId: "one", cut: pieces(33) }), packed.whoami(), packed.ping()];
      return [...commands, packed.text(), packed.whoami({ messageId: LETTERS }), packed.ping()];
    }),
    "beside-another-connections-commands": lineCheck({
      act: async ({ angen, account }): Promise<Evidence> => {
        const { connection: own } = await angen.enter(account);
        const nobodys = await angen.open();
        const cut = pieces(7);
        const asked = [1, 2, 3].map((number) =>
          Promise.all([
            own.whoami({ cut, messageId: `own ${number}` }),
            nobodys.whoami({ cut, messageId: `nobody's ${number}` }),
          ]),
        );
        const answers = await Promise.all(asked);
        return {
          ...numbered(
            "own",
            answers.map(([one]) => one),
          ),
          ...numbered(
            "nobody's",
            answers.map(([, other]) => other),
          ),
        };
      },
      judge: (evidence) =>
        Object.entries(evidence).flatMap(([name, answer]) =>
          isInItsPlace(answer, name.startsWith("own") ? "youare" : "failure"),
        ),
    }),
    "over-a-pause": lineCheck({
      needs: ["default-wire"],
      act: async ({ angen }) => {
        const connection = await angen.open();
        const other = await angen.open();
        await connection.send('{"name":"system/pi', { name: "the first half", unanswered: true });
        const pause = await connection.next(1200);
        const between = await other.whoami();
        const attempt = await connection.send('ng","command":{}}\n', { name: "the second half", as: "ping" });
        return { pause, between, attempt, behind: await more(connection) };
      },
      // Whoever has no patience with half a line may end it here.
      control: ({ pause, between }) => [
        ...(pause.outcome === "closed" ? expecting(pause, "quiet") : []),
        ...expecting(between, "failure"),
      ],
      judge: ({ pause, attempt, behind }) => [
        ...expecting(pause, "quiet"),
        ...expecting(attempt, "pong"),
        ...nothingMore(behind),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
