import { wire as cookies } from "@authmark/protocols/session/cookies/wire";
import type { ProtocolId } from "../model/requirement.ts";
import type { Account, Target } from "../model/target.ts";
import { ACCOUNTS, EMAIL_ACCOUNTS, FOURTH, MEMBERS, SPOILABLE } from "./accounts.ts";
import { type Tell, tellAuthApp, tellClientApp } from "./apps.ts";

/** One of the ways in which the reference server serves a protocol, and what is to be said of it. */
export interface Variant {
  /** What reports call it, behind the server. */
  readonly name: string;
  /** The role of the listener that is tested. */
  readonly role: string;
  readonly refreshLifetime: "sliding" | "absolute";
  readonly accounts: readonly Account[];
  /** Tokens are required to persist their address. */
  readonly keepsAddress?: true;
  /** What a server and the suite have to agree about beforehand. */
  readonly tell?: Tell;
  readonly target: Pick<Target, "role" | "wire" | "ownWire" | "policy" | "tokensKeepAddress" | "limits">;
}

const policy = { lostResponse: "ends" } as const;

const angen = {
  role: "server",
  refreshLifetime: "sliding",
  accounts: [...ACCOUNTS, FOURTH, ...SPOILABLE],
} as const;

/** As `--line-limit` has it without more. */
const limits = { line: 65_536 } as const;

/** How many failed logins suspend an address, in seconds: few enough to be waited for. */
export const SUSPENSIONS = { failures: 10, window: 10, suspension: 5 };
const failedLogins = { count: SUSPENSIONS.failures, perMs: 1000 * SUSPENSIONS.window, byAddress: true } as const;

/** The ways in which the reference server serves each protocol. */
export const variants: Readonly<Record<ProtocolId, readonly Variant[]>> = {
  hmail: [{ name: "", role: "server", refreshLifetime: "sliding", accounts: ACCOUNTS, target: { wire: {} } }],
  session: [
    {
      name: "",
      role: "server",
      refreshLifetime: "sliding",
      accounts: [...ACCOUNTS, FOURTH, ...SPOILABLE],
      target: { wire: {}, policy: { ...policy, refreshLifetime: "sliding" } },
    },
    {
      name: " with cookies",
      role: "cookies",
      refreshLifetime: "absolute",
      accounts: [...ACCOUNTS, FOURTH, ...SPOILABLE],
      target: {
        wire: cookies.operations,
        ownWire: "cookies",
        policy: { ...policy, refreshLifetime: "absolute" },
      },
    },
  ],
  getnative: [
    {
      name: "",
      role: "server",
      refreshLifetime: "sliding",
      accounts: EMAIL_ACCOUNTS,
      target: { wire: {} },
    },
  ],
  angen: [
    { name: "", ...angen, target: { wire: {}, limits } },
    {
      name: " that keeps addresses",
      ...angen,
      keepsAddress: true,
      target: { wire: {}, limits, tokensKeepAddress: true },
    },
  ],
  pattmayne: [
    {
      name: " as auth app",
      role: "auth-app",
      refreshLifetime: "sliding",
      accounts: MEMBERS,
      tell: tellAuthApp,
      target: {
        role: "auth-app",
        wire: {},
        limits: { failedLogins },
        policy: { externalLoginSetsOwnCookies: true },
      },
    },
    {
      name: " as client app",
      role: "client-app",
      refreshLifetime: "sliding",
      accounts: [],
      tell: tellClientApp,
      target: { role: "client-app", wire: {}, policy: { logoutKeepsClientJwt: true } },
    },
  ],
};

/** The way in which a protocol is served in a role; without one, the first. */
export function variantOf(protocol: ProtocolId, role?: string, keepsAddress?: true): Variant {
  const variant = variants[protocol].find(
    (each) => (role === undefined || each.role === role) && each.keepsAddress === keepsAddress,
  );
  if (!variant) throw new Error(`The reference server does not serve ${protocol} in the role ${role}.`);
  return variant;
}
