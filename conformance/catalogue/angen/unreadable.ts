import type { Body } from "../../model/exchange.ts";

/** A ping, as the protocol's own wire spells it. */
export const A_PING = '{"name":"system/ping","command":{}}';

/** Bytes that are no UTF-8 wherever they stand: strays, overlong forms, surrogates, what is beyond Unicode, and Latin-1. */
const BAD_BYTES = [
  [0xff],
  [0x80],
  [0xc0, 0xaf],
  [0xe0, 0x80, 0xaf],
  [0xc1, 0xa1],
  [0xed, 0xa0, 0x80],
  [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xc3],
  [0xf0, 0x9f, 0x98],
  [0x63, 0x61, 0x66, 0xe9],
];

/** Pings that would be good, if they were UTF-8. */
export const NOT_UTF8: readonly Body[] = [
  ...BAD_BYTES.map((bytes) => around('{"name":"system/ping","command":{"text":"', bytes, '"}}')),
  around('{"name":"system/ping","command":{},"message_id":"', [0xe9], '"}'),
  around('{"name":"system/ping","command":{},"', [0xff, 0xfe], '":1}'),
  around(`${A_PING}`, [0xc3], ""),
  around("", [0xff], A_PING),
];

function around(before: string, bytes: readonly number[], behind: string): Body {
  return { base64: Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(behind)]).toString("base64") };
}

/** Pings of which a parser may make what it likes, as long as it goes on. */
export const ODD_PINGS: readonly string[] = [
  `\ufeff${A_PING}`,
  ` \t${A_PING}\t `,
  '{"name":"system/ping","name":"system/ping","command":{}}',
  '{"name":"system/ping","command":{"a":NaN}}',
  '{"name":"system/ping","command":{"a":1e400,"b":9007199254740993,"c":-0}}',
  '{"name":"system/ping","command":{"a":"\\ud800"}}',
  '{"name":"system/ping","command":{"a":"\\u0000"}}',
  '{"name":"system/ping","command":{"__proto__":{"admin":true},"constructor":{"prototype":{}}}}',
  '{"__proto__":{"message_id":"text"},"name":"system/ping","command":{}}',
  '{"name":"system/ping","command":{"a":1,}}',
  `{"name":"system/ping","command":{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}}`,
  `{"name":"system/ping","command":${'{"a":'.repeat(5000)}{}${"}".repeat(5000)}}`,
  `{"name":"system/ping","command":{"a":${"9".repeat(5000)}}}`,
];
