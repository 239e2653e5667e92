import type { ExchangeReport } from "../model/report.ts";
import type { Split } from "./curl.ts";
import { BYTES, isCut } from "./http-body.ts";
import type { ByHand } from "./kinds.ts";
import { printf, quote } from "./shell.ts";

type Request = Extract<ExchangeReport["request"], { kind: "stream" }>;

/** So long a server gets, in seconds, to answer one command before the next goes out. */
const BETWEEN = 1;

/**
 * What was sent on one connection, as a line of a shell that sends the same in the same order, each command behind the
 * answer to the one before it; those of one packet are one command there as well.
 *
 * @param caFile the authority of a private PKI, as the shell finds it
 */
export function streamByHand(requests: readonly Request[], split: Split, caFile: string | undefined): ByHand {
  const [first] = requests;
  const sent = requests.filter(({ body }) => body !== undefined);
  if (!first || sent.length === 0) return { because: "nothing is sent there" };
  for (const { body = "" } of sent) {
    if (/‹\d+ characters that look like a token›/.test(body))
      return { because: "it holds what looks like a token, which is not shown" };
    if (isCut(body)) return { because: "what is sent is too long to be shown" };
    if (body.startsWith(BYTES) && split(body).some((part) => "variable" in part))
      return { because: "what is sent is bytes with a secret in them" };
  }
  if (sent.some(({ packets }) => packets.length > 1))
    return { because: "a shell cannot say what goes into which packet" };
  const packets = Map.groupBy(sent, ({ packets: [packet] }) => packet?.number ?? 0);
  const commands = Array.from(packets.values(), (together) => writing(together, split));
  const wait = `sleep ${BETWEEN}`;
  return { command: `{ ${commands.map((command) => `${command}; ${wait}`).join("; ")}; } | ${tool(first, caFile)}` };
}

/** Writes what went out in one packet. */
function writing(together: readonly Request[], split: Split): string {
  const [only] = together;
  if (together.length === 1 && only?.body?.startsWith(BYTES)) {
    return `printf %s ${quote(only.body.slice(BYTES.length))} | base64 -d`;
  }
  return printf(
    together.flatMap(({ body = "", end = "\n" }) => [...split(body), { text: end }]),
    "utf8",
  );
}

/** What connects, and ends when all has been sent and answered: a shell would otherwise wait until the server closes. */
function tool({ url, connection: { from } }: Request, caFile: string | undefined): string {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  if (protocol !== "tls:") return `nc -N ${from === undefined ? "" : `-s ${from} `}${quote(host)} ${port}`;
  const ca = caFile === undefined ? "" : ` -CAfile ${quote(caFile)}`;
  const bind = from === undefined ? "" : ` -bind ${from}`;
  return `openssl s_client -quiet -no_ign_eof${ca}${bind} -connect ${quote(`${hostname}:${port}`)}`;
}
