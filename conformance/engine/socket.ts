import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type SecureContext, type SecureVersion } from "node:tls";

/** How a socket is opened. */
export interface SocketWay {
  /** For TLS, unless old versions are offered. */
  readonly secureContext?: SecureContext | undefined;
  /** The authority that signed the certificate, in PEM. */
  readonly ca?: string | undefined;
  /** The newest version of TLS that is offered; without it, whatever Node offers. */
  readonly newestTls?: SecureVersion | undefined;
  /** The address of this machine to connect from. */
  readonly from?: string | undefined;
}

/** Versions that OpenSSL offers only at its lowest level of security. */
const OLD: readonly SecureVersion[] = ["TLSv1", "TLSv1.1"];

/** Opens a socket to an address with the scheme `tcp:` or `tls:`; the port is written there. */
export function openSocket(url: string, { ca, secureContext, newestTls, from }: SocketWay): Socket {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const where = { host, port: Number(port), noDelay: true, ...(from !== undefined && { localAddress: from }) };
  if (protocol !== "tls:") return connect(where);
  const version = newestTls && {
    maxVersion: newestTls,
    ...(OLD.includes(newestTls) && { minVersion: "TLSv1" as const, ciphers: "DEFAULT@SECLEVEL=0" }),
  };
  const context = secureContext && !version ? { secureContext } : { ...version, ...(ca !== undefined && { ca }) };
  // A server's name for an address is not allowed (RFC 6066 §3).
  return connectTls({ ...where, ...context, servername: isIP(host) === 0 ? host : "" });
}
