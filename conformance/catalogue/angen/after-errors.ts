import { expecting, expectSame, expectThat } from "../../kit/expect.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import { linesOf } from "./answers.ts";
import type { AngenSession, Ask } from "./api.ts";
import { asLines, enveloped } from "./error-lines.ts";
import { lineCheck } from "./line-check.ts";
import { packed } from "./packets.ts";
import { A_PING, NOT_UTF8, ODD_PINGS } from "./unreadable.ts";

const SOME = "text of nobody";
const AT_ONCE = [packed.text("text"), packed.unknown(), packed.text("{}")];

/** Asks on a connection of a user's, which is that user's afterwards. */
const staysItsUsers = (...asks: readonly Ask[]) =>
  lineCheck({
    survival: true,
    pipelined: true,
    act: async ({ angen, account }): Promise<Evidence> => {
      const { connection, token } = await angen.enter(account);
      const answers = numbered("odd", await connection.askAll(asks));
      return { ...answers, after: await connection.whoami({ messageId: "after" }), token: token.from };
    },
    judge: ({ after, token }) => [
      ...expecting(after as Exchange, "youare"),
      ...expectSame(after as Exchange, "userId", token?.taken["userId"]),
    ],
  });

/** A text that is known again, also a part of it, wherever it turns up. */
const MARK = /authmark[0-9a-f]{24}/;
/** So many characters of it are none by chance. Parsers quote no more than that of what they cannot read. */
const TELLING = 8;

/** Finds fault with a line that repeats a part of the mark which its request had. */
export function repeats(exchange: Exchange): readonly Finding[] {
  const [mark = ""] = MARK.exec(JSON.stringify(exchange.request)) ?? [];
  const parts = Array.from({ length: mark.length - TELLING + 1 }, (_, at) => mark.slice(at, at + TELLING));
  const said = linesOf(exchange).join("\n").toLowerCase();
  const found = parts.find((part) => said.includes(part));
  return expectThat(found === undefined, exchange.step, "nothing of what was sent", `${found} of it`);
}

/** Odd lines with a text in them that nobody else has said, and that no answer repeats. */
const repeatsNothing = (asked: (mark: string) => readonly Ask[]) =>
  lineCheck({
    pipelined: true,
    act: async ({ angen, random }): Promise<Evidence> => {
      const mark = `authmark${Buffer.from(random.bytes(12)).toString("hex")}`;
      return numbered("odd", await (await angen.open()).askAll(asked(mark)));
    },
    control: (evidence) => Object.values(evidence).flatMap((exchange) => expecting(exchange, "error", "failure")),
    judge: (evidence) =>
      Object.values(evidence).flatMap((exchange) => (exchange.outcome === "error" ? repeats(exchange) : [])),
  });

/** Checks of what an error says, and of the connection after it. */
export const afterErrors = {
  "angen.error-does-not-echo": {
    "unknown-command": repeatsNothing((mark) =>
      enveloped([{ name: mark }, { name: `system/${mark}` }, { name: "system/none", command: { [mark]: mark } }]),
    ),
    "bad-envelope": repeatsNothing((mark) => [
      ...enveloped([{ command: mark }, { command: [mark] }, { name: [mark] }, { message_id: [mark] }]),
      ...asLines([JSON.stringify(mark), `["${mark}"]`, `{"${mark}":1}`]),
    ]),
    "bad-command": repeatsNothing((mark) => [
      (on) => on.login([mark]),
      (on) => on.login({ [mark]: mark }),
      (on) => on.renew({ identifierCode: mark }),
      (on) => on.getToken({ username: mark, password: [mark] }),
    ]),
    "unreadable-line": repeatsNothing((mark) =>
      asLines([
        mark,
        `{${mark}`,
        `{"name":"${mark}`,
        `{"name":"system/ping","command":{},${mark}}`,
        `${A_PING}${mark}`,
        { base64: Buffer.from([0xff, ...Buffer.from(mark), 0xfe]).toString("base64") },
      ]),
    ),
  },
  "angen.connection-survives-an-error": {
    "unknown-command": staysItsUsers(...enveloped([{ name: "text" }, { name: "__proto__" }])),
    "bad-envelope": staysItsUsers(
      ...enveloped([{ command: null }, { name: null, command: null }, { message_id: 7 }]),
      ...asLines(["null", "[]", "{}", "7"]),
    ),
    "bad-command": staysItsUsers(
      (on) => on.login(undefined),
      (on) => on.login({ $ne: null }),
      (on) => on.getToken({ username: SOME, password: null }),
      (on) => on.renew({}),
    ),
    "unreadable-line": staysItsUsers(...asLines(["text", '{"name":"connections/whoami","command":{', "}{"])),
    "bytes-that-are-no-utf8": staysItsUsers(...asLines(NOT_UTF8)),
    "pings-of-odd-json": staysItsUsers(...asLines(ODD_PINGS)),
    "thirty-errors": staysItsUsers(...asLines(Array.from({ length: 30 }, (_, index) => `text ${index}`))),
    "errors-in-one-write": staysItsUsers(
      (on) => on.ping({ line: () => "text" }),
      (on) => on.ping({ envelope: (envelope) => ({ ...envelope, name: "system/no_such_command" }) }),
      (on) => on.ping({ line: () => "{}" }),
    ),
    "login-after-errors": lineCheck({
      pipelined: true,
      act: async ({ angen, account }) => {
        const { identifierCode, from: token } = await angen.token(account);
        const connection = await angen.open();
        await connection.askTogether(AT_ONCE);
        const nobodys = await connection.whoami();
        const login = await connection.login(identifierCode);
        return { nobodys, login, own: await connection.whoami(), token };
      },
      judge: ({ nobodys, login, own, token }) => [
        ...expecting(nobodys, "failure"),
        ...expecting(login, "loggedIn"),
        ...expectSame(own, "userId", token.taken["userId"]),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
