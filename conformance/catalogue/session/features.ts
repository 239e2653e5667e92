import { wire } from "@authmark/protocols/session/wire";
import { ownOperations } from "../../kit/own-operations.ts";
import type { Feature } from "../../model/check.ts";
import type { Target } from "../../model/target.ts";
import type { HttpOperation, HttpWire, Place } from "../../model/wire.ts";

/** How each part of the session flow shows in the wire of a target. */
const PARTS: Readonly<Partial<Record<Feature, (operations: HttpWire["operations"], target: Target) => boolean>>> = {
  "bearer-tokens": ({ session }) => carriesBearer(session),
  "cookie-tokens": (operations) => Object.values(operations).some(usesCookies),
  "header-tokens": (operations) => !Object.values(operations).some(usesCookies),
  "json-logins": ({ login }) => login?.json !== undefined,
  "refresh-token-in-the-body": ({ refresh }) =>
    JSON.stringify([refresh?.json, refresh?.form, refresh?.text]).includes("{refreshToken}"),
  "refresh-token-in-json": ({ refresh }) => JSON.stringify(refresh?.json ?? null).includes("{refreshToken}"),
  "refresh-without-authorization": ({ refresh }) => refresh !== undefined && !authorizes(refresh),
  "logout-token-in-json": ({ logout }) => JSON.stringify(logout?.json ?? null).includes("{refreshToken}"),
  "refresh-operation": ({ refresh }) => refresh !== undefined,
  "logout-operation": ({ logout }) => logout !== undefined,
  "logout-by-access-token": ({ logout }) => sends(logout, "accessToken"),
  "logout-by-refresh-token": ({ logout }) => sends(logout, "refreshToken"),
  "told-identity": ({ session }) => session?.take["username"] !== undefined,
  "told-remaining-lifetime": ({ session }) => session?.take["accessExpiresIn"] !== undefined,
  "declared-refresh-lifetime": (_, { policy }) => policy?.refreshLifetime !== undefined,
};

/** The parts of the session flow that a target has, as its wire and its policy say. */
export function features(target: Target): ReadonlySet<Feature> {
  const operations = ownOperations((wire satisfies HttpWire).operations, target);
  const names = Object.keys(PARTS) as Feature[];
  return new Set(names.filter((name) => PARTS[name]?.(operations, target)));
}

function carriesBearer(operation: HttpOperation | undefined): boolean {
  const entries = Object.entries(operation?.headers ?? {});
  return entries.some(
    ([name, value]) => name.toLowerCase() === "authorization" && /^bearer \{accessToken\}$/i.test(value),
  );
}

function authorizes({ headers = {}, basic }: HttpOperation): boolean {
  return basic !== undefined || Object.keys(headers).some((name) => name.toLowerCase() === "authorization");
}

function usesCookies(operation: HttpOperation): boolean {
  const sent = Object.values(operation.cookies ?? {}).some((value) => /\{(access|refresh)Token\}/.test(value));
  const places = ["accessToken", "refreshToken"].flatMap((role) => operation.take[role] ?? []) as readonly Place[];
  return sent || places.some(({ cookie }) => cookie !== undefined);
}

/** Whether an operation, as it is spelt, sends the value with a meaning. */
export function sends(operation: HttpOperation | undefined, role: string): boolean {
  if (!operation) return false;
  const { outcomes: _, take: __, ...request } = operation;
  return JSON.stringify(request).includes(`{${role}}`);
}
