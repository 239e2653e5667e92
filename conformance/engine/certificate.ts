import { isIP } from "node:net";
import { connect, type PeerCertificate } from "node:tls";
import type { Target } from "../model/target.ts";

/** What a TLS handshake with a target shows. */
export interface Certificate {
  /** The version of TLS. */
  readonly version: string;
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since the epoch. */
  readonly validUntil: number;
  /** Why it is not trusted, by Node's codes; absent where it is. */
  readonly problem?: string;
}

const TIMEOUT_MS = 10_000;

/**
 * Looks at the certificate of a target, trusted or not.
 *
 * @returns nothing where there is no TLS to look at
 */
export function readCertificate({ url, ca }: Pick<Target, "url" | "ca">): Promise<Certificate | undefined> {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== "https:") return Promise.resolve(undefined);
  const host = hostname.replace(/^\[|\]$/g, "");
  // A server's name for an address is not allowed (RFC 6066 §3).
  const name = isIP(host) === 0 ? { servername: host } : {};
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port || 443), rejectUnauthorized: false, ...name, ...(ca && { ca }) });
    const end = (certificate?: Certificate) => {
      socket.destroy();
      resolve(certificate);
    };
    socket.setTimeout(TIMEOUT_MS, () => end());
    // What is in the way of a connection, the first request says.
    socket.once("error", () => end());
    socket.once("secureConnect", () => {
      const { subject, issuer, valid_to } = socket.getPeerCertificate();
      const { authorizationError: problem } = socket;
      end({
        version: socket.getProtocol() ?? "TLS",
        subject: nameOf(subject),
        issuer: nameOf(issuer),
        validUntil: Date.parse(valid_to),
        ...(problem && { problem: String((problem as { code?: string }).code ?? problem) }),
      });
    });
  });
}

/** The common name, or whatever else there is. */
function nameOf(name: PeerCertificate["subject"] | undefined): string {
  return [name?.CN ?? name?.O ?? "somebody without a name"].flat().join(", ");
}
