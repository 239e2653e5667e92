import { hasManyAddresses, isLoopback, isOverTls } from "../kit/address.ts";
import { type Check, FEATURES, type Feature, NEEDS, type Need } from "../model/check.ts";
import { type CheckId, checkId } from "../model/check-id.ts";
import { type RequirementId, requirement } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import type { Verdict } from "../model/verdict.ts";
import { jwtSettings } from "./jwt-settings.ts";
import { shareOut } from "./share-out.ts";
import type { AnyCatalogue, Observed } from "./suite.ts";

/** A check that will run, or why it will not. */
export interface Planned<S> {
  readonly id: CheckId;
  readonly requirement: RequirementId;
  readonly check: Check<S>;
  /** Set where the check does not run. */
  readonly verdict?: Verdict;
}

/** Which checks are wanted: globs over whole ids, `*` within a segment, `**` across `/`. */
export interface Selection {
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** Also those that measure times. */
  readonly statistical?: boolean;
}

/** Every check of a suite that the selection lets through, in the order of the catalogue. */
export function select<S>(catalogue: AnyCatalogue<S>, selection: Selection): Planned<S>[] {
  return Object.entries(catalogue).flatMap(([id, circumstances]) =>
    Object.entries(circumstances)
      .map(([circumstance, check]) => {
        const requirement = id as RequirementId;
        return { id: checkId(requirement, circumstance), requirement, check };
      })
      .filter(({ id, check }) => isSelected(id, selection) && (selection.statistical || !check.statistical)),
  );
}

function isSelected(id: string, { only, skip }: Selection): boolean {
  return (only.length === 0 || matchesAny(id, only)) && !matchesAny(id, skip);
}

function matchesAny(id: string, globs: readonly string[]): boolean {
  return globs.some((glob) => globPattern(glob).test(id) || globPattern(`${glob}/**`).test(id));
}

/** A glob as a regular expression; a requirement's glob takes all its checks. */
function globPattern(glob: string): RegExp {
  const source = glob
    .split(/(\*\*|\*)/)
    .map((part) => ({ "**": ".*", "*": "[^/.]*" })[part] ?? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("");
  return new RegExp(`^${source}$`);
}

/** Gives each check that the target offers no means for its verdict beforehand. */
export function plan<S>(
  selected: readonly Planned<S>[],
  target: Target,
  observed: Observed,
  maxWaitMs: number,
  features: ReadonlySet<Feature> = ALL_FEATURES,
): Planned<S>[] {
  const met = { ...meansOf(target, observed, maxWaitMs), ...offered(features) };
  return selected.map((planned) => {
    const missing = target.without?.find((operation) => requirement(planned.requirement).operation === operation);
    if (missing) return { ...planned, verdict: { kind: "not-applicable", feature: missing } };
    const need = planned.check.needs?.find((candidate) => !met[candidate]);
    if (!need) return planned;
    // Not a means of testing, but a part of the protocol.
    if (PARTS.includes(need) || need in FEATURES) {
      return { ...planned, verdict: { kind: "not-applicable", feature: NEEDS[need] } };
    }
    return { ...planned, verdict: { kind: "not-tested", need, reason: `needs ${NEEDS[need]}` } };
  });
}

/** Parts of a protocol that show only when the target is asked. */
const PARTS: readonly Need[] = ["registration", "published-keys", "default-wire"];

const ALL_FEATURES: ReadonlySet<Feature> = new Set(Object.keys(FEATURES) as Feature[]);

function offered(features: ReadonlySet<Feature>): Record<Feature, boolean> {
  const entries = [...ALL_FEATURES].map((feature) => [feature, features.has(feature)]);
  return Object.fromEntries(entries) as Record<Feature, boolean>;
}

/** Whether what is this machine's loopback to the suite is another one to the target. */
function isInContainer({ start }: Target): boolean {
  return start !== undefined && start.kind !== "command";
}

/** Which means of testing there are. */
function meansOf(target: Target, observed: Observed, maxWaitMs: number): Record<Exclude<Need, Feature>, boolean> {
  const { hooks = {}, plainUrl } = target;
  const { shared, spoilable } = shareOut(target.accounts);
  const longest = Math.max(0, ...shared.map(({ password }) => Buffer.byteLength(password)));
  const isTls = isOverTls(target.url);
  const { publicKeys, signingKey, issuer, audience } = jwtSettings(target, observed);
  const { clients = [], operator, mailbox, clientApp } = target.apps ?? {};
  const active = clients.filter(({ inactive }) => !inactive);
  const registers = observed.registration === "offered";
  return {
    tls: isTls,
    // A password goes out in plain text only where nobody but this machine can read it, or where that is asked for.
    "plain-port": isTls && (plainUrl !== undefined || isLoopback(target.url)),
    "second-address": hasManyAddresses(target.url),
    "tokens-keep-address": target.tokensKeepAddress === true,
    "tokens-roam": target.tokensKeepAddress !== true,
    registration: registers || observed.registration === "dear",
    "affordable-registration": observed.registration !== "dear",
    "restart-hook": hooks.restart !== undefined,
    "change-password-hook": hooks["change-password"] !== undefined,
    "remove-account-hook": hooks["remove-account"] !== undefined,
    "rotate-key-hook": hooks["rotate-key"] !== undefined,
    "disposable-account": registers || spoilable.length > 0,
    "password-over-16-bytes": longest > 16,
    "password-over-72-bytes": longest > 72,
    "password-over-128-bytes": longest > 128,
    "published-keys": observed.publicKeys !== undefined,
    "public-key": publicKeys !== undefined,
    "signing-key": signingKey !== undefined,
    "declared-issuer": issuer !== undefined,
    "declared-audience": audience !== undefined,
    client: active.length > 0 || operator !== undefined,
    "second-client": active.length > 1 || operator !== undefined,
    "inactive-client": clients.length > active.length || operator !== undefined,
    operator: operator !== undefined,
    mailbox: mailbox !== undefined,
    "client-app": clientApp !== undefined,
    "failed-login-limit": target.limits?.failedLogins !== undefined,
    listener: target.listen !== undefined || (isLoopback(target.url) && !isInContainer(target)),
    "default-wire": target.ownWire !== undefined || Object.keys(target.wire).length === 0,
    "second-account": shared.length > 1,
    "short-access-lifetime": (observed.accessMs ?? Number.POSITIVE_INFINITY) <= maxWaitMs,
    "short-refresh-lifetime": (observed.refreshMs ?? Number.POSITIVE_INFINITY) <= maxWaitMs,
  };
}
