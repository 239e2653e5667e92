import type { ProtocolId } from "./requirement.ts";
import type { HttpWire } from "./wire.ts";

/** A user of the target, as someone told the suite. */
export interface Account {
  readonly username: string;
  readonly password: string;
}

/** What is tested, and what has been said about it. */
export interface Target {
  readonly name: string;
  readonly protocol: ProtocolId;
  /** Origin, with a path prefix if there is one; no slash at its end. */
  readonly url: string;
  /** The certificate authority of a private PKI, in PEM. */
  readonly ca?: string;
  /** The file that `ca` came from, and the file that the target came from, as they were named. */
  readonly caFile?: string;
  readonly file?: string;
  readonly accounts: readonly Account[];
  /** The mail domain of an h-mail server. */
  readonly domain?: string;
  readonly lifetimes: { readonly accessMs?: number; readonly refreshMs?: number; readonly leewayMs: number };
  /** Operations that are spelt otherwise than the protocol's default wire spells them. */
  readonly wire: Partial<HttpWire["operations"]>;
}
