import { wire } from "@authmark/protocols/getnative/wire";
import { ownOperations } from "../../kit/own-operations.ts";
import type { Feature } from "../../model/check.ts";
import type { Target } from "../../model/target.ts";
import type { HttpWire } from "../../model/wire.ts";

/** How each part of the protocol shows in the wire of a target. */
const PARTS: Readonly<Partial<Record<Feature, (operations: HttpWire["operations"]) => boolean>>> = {
  "bearer-tokens": ({ account }) =>
    Object.entries(account?.headers ?? {}).some(
      ([name, value]) => name.toLowerCase() === "authorization" && /^bearer \{accessToken\}$/i.test(value),
    ),
  "header-tokens": () => true,
  "json-logins": ({ login }) => login?.json !== undefined,
  "told-identity": ({ account }) => account?.take["username"] !== undefined,
  deletion: ({ deleteAccount }) => deleteAccount !== undefined,
  "password-change": ({ changePassword }) => changePassword !== undefined,
};

/** The parts of the protocol that a target has, as its wire says. */
export function features(target: Target): ReadonlySet<Feature> {
  const operations = ownOperations((wire satisfies HttpWire).operations, target);
  const names = Object.keys(PARTS) as Feature[];
  return new Set(names.filter((name) => PARTS[name]?.(operations)));
}
