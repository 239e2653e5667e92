import { expecting } from "../../kit/expect.ts";
import type { Evidence } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession, Ask } from "./api.ts";
import { mirrored } from "./ids.ts";
import { lineCheck } from "./line-check.ts";
import { escaped } from "./packets.ts";

/** Texts that are ids as well as any: a careless server trims, cuts, converts or unescapes them. */
const ODD_IDS = [
  ...[" ", " blanks around ", "0", "007", "1e3", "9007199254740993", "null", "true", "undefined", "[]", "{}"],
  ...[
    '"',
    "\\",
    '\\"',
    "a/b",
    "\\n",
    "a\nb",
    "a\r\nb\n",
    "tab\there",
    "\u0000",
    "\u0000behind",
    "\u007f",
    "\u2028\u2029",
  ],
  ...[
    "é",
    "e\u0301",
    "ﬁ",
    "漢字",
    "😀",
    "👩‍👩‍👧",
    "\ufeff",
    "\u202eabc",
    "__proto__",
    "constructor",
    "<b>&amp;</b>",
    "%00%s{}",
  ],
];

/** Checks of ids that are texts as well as any. */
export const oddIds = {
  "angen.message-id-is-mirrored": {
    "odd-ids": lineCheck({
      pipelined: true,
      act: async ({ angen }): Promise<Evidence> => {
        const connection = await angen.open();
        const asks = ODD_IDS.map(
          (messageId): Ask =>
            (on) =>
              on.ping({ messageId }),
        );
        return numbered("odd", await connection.askAll(asks));
      },
      judge: mirrored,
    }),
    "escaped-id": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        const escapes = "\u00e9\ud83d\ude00\\\u0001";
        const slash = (line: string) => line.replaceAll("/", "\\/");
        return {
          escapes: await connection.ping({ messageId: escapes, line: escaped }),
          letters: await connection.whoami({
            messageId: "ping",
            line: (line) => line.replace('"ping"', '"\\u0070ing"'),
          }),
          slashes: await connection.ping({ messageId: "a/b", line: slash }),
        };
      },
      judge: ({ escapes, letters, slashes }) => [
        ...mirrored({ escapes, letters, slashes }),
        ...expecting(escapes, "pong"),
        ...expecting(letters, "failure"),
        ...expecting(slashes, "pong"),
      ],
    }),
    "long-id": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        const long = (length: number) => Array.from({ length }, (_, index) => (index % 36).toString(36)).join("");
        return {
          hundreds: await connection.ping({ messageId: long(300) }),
          thousands: await connection.whoami({ messageId: long(5000) }),
        };
      },
      judge: mirrored,
    }),
    "id-before-the-name": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        const first = (envelope: Readonly<Record<string, unknown>>) => {
          const { name, command, message_id } = envelope;
          return { message_id, command, name };
        };
        return { attempt: await connection.whoami({ messageId: "first", envelope: first }) };
      },
      judge: mirrored,
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
