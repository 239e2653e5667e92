import type { AppSettings } from "./apps.ts";
import type { Need } from "./check.ts";
import type { JwtSettings } from "./jwt.ts";
import type { DeclaredPolicy } from "./policy.ts";
import type { ProtocolId, Role } from "./requirement.ts";
import type { Start } from "./start.ts";
import type { HttpRequestSpelling, Operations } from "./wire.ts";

/** A user of the target, as someone told the suite. */
export interface Account {
  readonly username: string;
  readonly password: string;
  /** Where the user can be reached, if the protocol has that beside the name. */
  readonly email?: string;
  /** What the target calls the user where it says whose token one is; without it, the name of the login. */
  readonly identity?: string;
  /** Checks may change its password, or remove it. */
  readonly disposable?: true;
}

/** What only whoever runs a target can do to it. */
export type HookName = "restart" | "create-account" | "change-password" | "remove-account" | "rotate-key" | "clock";

/**
 * Does it, for the user that `values` name.
 *
 * @throws CannotTest where it cannot be done
 */
export type Hook = (values: Readonly<Record<string, string>>) => Promise<void>;

/** A deviation from a requirement that is known, and why it is there. */
export interface Dialect {
  readonly id: string;
  readonly because: string;
}

/** So many in so many milliseconds. */
export interface Limit {
  readonly count: number;
  readonly perMs: number;
  /** Of failed logins: only addresses count, whoever was to be logged in. */
  readonly byAddress?: true;
}

/** What is tested, and what has been said about it. */
export interface Target {
  readonly name: string;
  readonly protocol: ProtocolId;
  /** What it is in its protocol; absent where there is but the server. */
  readonly role?: Role;
  /** Origin, with a path prefix if there is one; no slash at its end. Of a target that is yet to be started, a stand-in. */
  readonly url: string;
  /** How the suite starts it; absent where it runs already. */
  readonly start?: Start;
  /** The certificate authority of a private PKI, in PEM. */
  readonly ca?: string;
  /** The file that `ca` came from, and the file that the target came from, as they were named. */
  readonly caFile?: string;
  readonly file?: string;
  readonly accounts: readonly Account[];
  /** The mail domain of an h-mail server. */
  readonly domain?: string;
  readonly lifetimes: {
    readonly accessMs?: number;
    readonly refreshMs?: number;
    /** Of codes that clients redeem. */
    readonly codeMs?: number;
    readonly leewayMs: number;
  };
  /** Operations that are spelt otherwise than the protocol's default wire spells them. */
  readonly wire: Partial<Operations>;
  /** `wire` is one of the protocol's own, under this name, and not the target's. */
  readonly ownWire?: string;
  /** What it declares of the choices that its protocol leaves open. */
  readonly policy?: DeclaredPolicy;
  /** Operations that the target does not have. */
  readonly without?: readonly string[];
  /** Where the same server speaks plain HTTP, beside TLS. */
  readonly plainUrl?: string;
  /** It takes a token only from the address that the token was given to. */
  readonly tokensKeepAddress?: boolean;
  /** What it declares of the JWTs that it issues. */
  readonly jwt?: JwtSettings;
  /** What it declares of its clients, or of itself as a client. */
  readonly apps?: AppSettings;
  /** Where the target reaches the suite: a name or an address, and a port, or any that is free. */
  readonly listen?: { readonly host: string; readonly port?: number };
  readonly hooks?: Readonly<Partial<Record<HookName, Hook>>>;
  readonly dialects?: readonly Dialect[];
  /** What the target takes before it refuses. */
  readonly limits?: {
    readonly failedLogins?: Limit;
    /** How long an address is suspended that has too many of them. */
    readonly suspensionMs?: number;
    readonly requests?: Limit;
    readonly line?: number;
  };
  /** Checks to leave out here, since they are about another target of the same run. */
  readonly skip?: readonly string[];
  /** The name of this way to start the target, where there are several. */
  readonly profile?: string;
  /** The same target, started in other ways. */
  readonly profiles?: readonly Target[];
  /** Of a profile: it is for checks that lack one of these means, and for no others. */
  readonly meets?: readonly Need[];
  /** Of a profile: the target's clock is moved there, in place of waiting. */
  readonly movesClock?: true;
  /** A request that sets the target's clock; `{offset}` in it stands for the seconds by which it is to be ahead. */
  readonly clockRequest?: HttpRequestSpelling;
}
