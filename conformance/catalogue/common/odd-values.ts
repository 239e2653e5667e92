import { expectThat } from "../../kit/expect.ts";
import type { Body, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";

/** An object whose member's name is no UTF-8. */
export const UNREADABLE: Body = {
  base64: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]).toString("base64"),
};

/** Bodies that a careless reader stumbles over: nesting, size, numbers, names that mean something to a runtime. */
export const WELL_FORMED_BUT_ODD: readonly Body[] = [
  "null",
  "true",
  "7",
  '"text"',
  "[]",
  '[{"username":"alice"}]',
  "\ufeff{}",
  '{"username":1e400,"password":9007199254740993}',
  '{"__proto__":{"username":"alice"},"constructor":{"prototype":{}}}',
  "[".repeat(2000) + "]".repeat(2000),
  `${'{"a":'.repeat(1000)}1${"}".repeat(1000)}`,
  "[".repeat(10_000) + "]".repeat(10_000),
  `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`,
  ...[20_000, 70_000, 300_000, 2_000_000].map((length) => `{"padding":"${"x".repeat(length)}"}`),
];

/** What stands in the place of a name or a password. The texts are those of nobody. */
export const WRONG_TYPES: readonly unknown[] = [
  null,
  false,
  -1,
  1.5,
  [],
  {},
  [[]],
  { $ne: null },
  "__proto__",
  "constructor",
  "toString",
  "\ud800",
  "\u0000",
  "%00",
  "' OR '1'='1",
  "x".repeat(4000),
];

/** Queries that a careless reader stumbles over. */
export const ODD_QUERIES = ["x=%zz", "access_token=%00", "x=%ff%fe", "x[]=1&x[y]=2&__proto__[z]=3", "=&&=="];

/** How runtimes print where they are in their own code. */
const TRACES: readonly RegExp[] = [
  // JavaScript, in text, in JSON and in HTML.
  /(?:\n|\\n|<br>)(?:\s|&nbsp;)+at (?:async )?(?:[^\n()]{1,200} \()?(?:file:\/\/|node:|\/|[A-Za-z]:\\)[^\s()"']*:\d+:\d+/,
  // Python.
  /Traceback \(most recent call last\):(?:\r?\n|(?:\\r)?\\n|<br>)/,
  /File \\?"[^"\n]*\.py\\?", line \d+, in /,
  // Java and its relatives.
  /(?:\t|\\t)at [\w.$/]+\.[\w$<>]+\([\w$]+\.(?:java|kt|scala|groovy):\d+\)/,
  // Rust and Go.
  /thread '[^'\n]*'(?: \(\d+\))? panicked at |goroutine \d+ \[[a-z ]+(?:, [a-z0-9 ]+)*\]:|[sS]tack backtrace:(?:\n|\\n)/,
  // Ruby and PHP.
  /\.(?:rb|php|pl|ex):\d+:in ['`]|\.php(?:<\/b>)? on line (?:<b>)?\d+|#\d+ \\?\/[^\s"]+\.php\(\d+\): /,
  // .NET.
  / at [\w.<>$`[\], ]+\([^()\n]*\) in [^\n"]+:line \d+/,
];

/** Finds fault with an answer that shows where in the server's code it was made. */
export function showsTrace({ step, response }: Exchange): readonly Finding[] {
  const trace = TRACES.map((pattern) => pattern.exec(response?.body ?? "")?.[0]).find((found) => found !== undefined);
  return expectThat(trace === undefined, step, "nothing of the server's code", trace?.trim() ?? "");
}
