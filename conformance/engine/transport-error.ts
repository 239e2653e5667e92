import type { TransportError } from "../model/exchange.ts";

/** What the codes of Node and undici mean; a code that is not here is a connection that broke. */
const CODES: readonly (readonly [RegExp, TransportError["code"]])[] = [
  [/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/, "unreachable"],
  [/^(UND_ERR_(HEADERS|BODY)_TIMEOUT|ETIMEDOUT|TimeoutError)$/, "timeout"],
  [/CERT|^ERR_(TLS|SSL)|^EPROTO$|SELF_SIGNED|UNABLE_TO/, "tls"],
  [/^HPE_|^HTTPParserError$|^UND_ERR_(HEADERS_OVERFLOW|RES_CONTENT_LENGTH_MISMATCH)$/, "malformed"],
];

/**
 * What an error of the network, of TLS or of a parser is to the suite.
 *
 * @throws the error itself where it is the suite's own
 */
export function toTransportError(error: unknown): TransportError {
  const { code = "", name = "", message = String(error) } = error as { code?: string; name?: string; message?: string };
  const key = typeof code === "string" && code !== "" ? code : name;
  // What cannot be sent was not the target's doing.
  if (/^(UND_ERR_INVALID_ARG|ERR_INVALID_\w+|TypeError|RangeError)$/.test(key)) throw error;
  return { code: CODES.find(([pattern]) => pattern.test(key))?.[1] ?? "closed", message: tidy(message) || key };
}

/** What OpenSSL says, without where in its source it says so, and without Node's advice to who runs Node. */
function tidy(message: string): string {
  const [, reason] = /:SSL routines:[^:]*:([^:]+):/.exec(message) ?? [];
  return reason ?? message.replace(/; if the root CA is installed locally.*$/s, "");
}
