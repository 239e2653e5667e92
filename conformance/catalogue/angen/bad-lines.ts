import { expecting } from "../../kit/expect.ts";
import { bytesOf } from "../../kit/http.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { WELL_FORMED_BUT_ODD } from "../common/odd-values.ts";
import type { AngenSession } from "./api.ts";
import { areAllErrors, asLines, enveloped } from "./error-lines.ts";
import { lineCheck } from "./line-check.ts";
import { areErrors } from "./outcomes.ts";
import { packed } from "./packets.ts";
import { A_PING, NOT_UTF8 } from "./unreadable.ts";

/** Longer lines may be over a server's limit, which is another requirement's affair. */
const SURELY_WITHIN_LIMITS = 8192;

const called = (names: readonly string[]) => areAllErrors(() => enveloped(names.map((name) => ({ name }))));
const lines = (bodies: Parameters<typeof asLines>[0]) => areAllErrors(() => asLines(bodies));

/** Checks of lines that are no command, whatever the protocol's commands are. */
export const badLines = {
  "angen.unknown-command-is-an-error": {
    "unknown-name": called(["system/no_such_command", "no_such_group/ping", "text", "", " ", "x".repeat(2000)]),
    "nearly-a-command": called([
      ...["system/pings", "system/pin", "ystem/ping", "system/ping/", "/system/ping", "system//ping", "system.ping"],
      ...["system", "ping", "system/", "/ping", "system/../system/ping", "system\\ping", "system/*", "system/ping?"],
    ]),
    "more-around-the-name": called([
      ...[" system/ping", "system/ping ", "\tsystem/ping", "system/ping\n"],
      ...["system/ping\u0000", "system/ping\u0000text", "system/p\u200bing", "\ufeffsystem/ping"],
    ]),
    "name-in-another-case": called(["System/Ping", "SYSTEM/PING", "system/Ping", "Connections/Whoami"]),
    "names-that-mean-something": called([
      ...["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype", "system/__proto__"],
      ...["system/constructor", "__class__", "__init__", "eval", "../../etc/passwd", "'; --", "null", "undefined"],
    ]),
    "name-of-an-answer": called(["system/pong", "system/error", "auth/token", "auth/logged_in", "connections/youare"]),
    "logged-in": lineCheck({
      pipelined: true,
      act: async ({ angen, account }) => {
        const { connection } = await angen.enter(account);
        const [attempt, after] = await connection.askTogether([packed.unknown(), packed.whoami()]);
        return { attempt: attempt as Exchange, after: after as Exchange };
      },
      judge: ({ attempt, after }) => [...areErrors(attempt), ...expecting(after, "youare")],
    }),
  },
  "angen.bad-envelope-is-an-error": {
    "other-json": lines(["null", "true", "false", "7", "-0.5e3", '"text"', '""', "[]", "{}", "[[]]", "[{}]"]),
    "envelope-in-another-value": lines([`[${A_PING}]`, `{"request":${A_PING}}`, JSON.stringify(A_PING)]),
    "no-name": areAllErrors(() => enveloped([{ name: undefined }, { name: undefined, message_id: "text" }])),
    "name-is-no-text": areAllErrors(() =>
      enveloped([null, true, 7, [], {}, ["system/ping"], { $ne: null }].map((name) => ({ name }))),
    ),
    "no-command": areAllErrors(() => enveloped([{ command: undefined }, { command: undefined, message_id: "text" }])),
    "command-is-no-object": areAllErrors(() =>
      enveloped([null, true, 7, "", "{}", "text", [], [{}]].map((command) => ({ command }))),
    ),
    "message-id-is-no-text": areAllErrors(() =>
      enveloped([null, true, false, 0, 7, 1.5, [], ["id"], {}].map((message_id) => ({ message_id }))),
    ),
    "odd-lines": lines(WELL_FORMED_BUT_ODD.filter((body) => bytesOf(body).length <= SURELY_WITHIN_LIMITS)),
  },
  "angen.unreadable-line-is-an-error": {
    "plain-text": lines(["text", "quit", "ping", "system/ping", "?", "<ping/>", "name=system/ping", "\\", "}", "]"]),
    "control-characters": lines([" x ", "\tx", "\u0000", "\u0000\u0000\u0000", "\u0001\u0002", "{\u0000}"]),
    "cut-off-json": lines([
      '{"name":"system/ping","command":{}',
      '{"name":"system/ping","comm',
      '{"name":',
      "{",
      '"',
      "[",
    ]),
    "two-objects-in-a-line": lines(["", " ", ",", "\t", "\r"].map((between) => A_PING + between + A_PING)),
    "more-behind-the-object": lines(
      ["x", " text", "}", "\u0000", ";"].map((more) => A_PING + more).concat(`x${A_PING}`),
    ),
    "bytes-that-are-no-utf8": lines(NOT_UTF8),
    "utf-16": lines([{ base64: Buffer.from(A_PING, "utf16le").toString("base64") }]),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
