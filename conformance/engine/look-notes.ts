import { describe } from "../kit/expect.ts";
import { ownOperations } from "../kit/own-operations.ts";
import { requestText } from "../kit/request-text.ts";
import type { PreparationFailed } from "../model/errors.ts";
import type { Exchange, TransportError } from "../model/exchange.ts";
import type { Account, Target } from "../model/target.ts";
import type { Operations } from "../model/wire.ts";
import type { Bound } from "../targets/wire/misbound.ts";
import { misbound, remedyFor } from "../targets/wire/transports.ts";

/** An account, and what was asked with it. */
interface Asked {
  readonly account: Account;
  readonly exchanges: readonly Exchange[];
}

/**
 * Says why an account cannot log in: by a binding that does not fit, if that is it, since then the account is not at
 * fault.
 */
export function failureNote(
  { exchange, message }: PreparationFailed,
  { account, exchanges }: Asked,
  operations: Operations,
  target: Target,
): string {
  if (exchange.operation === undefined && !exchange.error) return `${message}. See before: in the target file.`;
  const bound = boundAs(exchange.operation ?? "", exchanges, operations, target);
  const found = bound && misbound(bound).find((each) => each.exchange === exchange);
  if (bound && found) return noteOnBinding(bound, found.text);
  return exchange.outcome === "success" ? noteOnYield(message, exchange) : noteOn(exchange, account, target);
}

/** Why a login that went well does not do: something of it is not where the binding looks. */
function noteOnYield(message: string, { said }: Exchange): string {
  const remedy = "Say where it stands, under take in the wire; or, where there is none, write none for what needs it";
  return `${message}, though it went well (${said}). ${remedy}, such as refresh: none.`;
}

/**
 * An operation that a target file spells in a way that yields nothing at all: every check that asks it would fail, and
 * accuse the target of what its file says.
 */
export function uselessBinding(
  exchanges: readonly Exchange[],
  operations: Operations,
  target: Target,
): { failed: Exchange; why: string } | undefined {
  if (target.file === undefined) return undefined;
  for (const name of Object.keys(target.wire)) {
    const bound = boundAs(name, exchanges, operations, target);
    const found = bound && misbound(bound).find(({ isUseless }) => isUseless);
    if (bound && found) return { failed: found.exchange, why: noteOnBinding(bound, found.text) };
  }
  return undefined;
}

function boundAs(name: string, all: readonly Exchange[], operations: Operations, target: Target): Bound | undefined {
  const own = target.wire[name] ?? operations[name];
  const exchanges = all.filter(({ operation }) => operation === name);
  return own && operations[name]
    ? { name, own, operations, all: ownOperations(operations, target), exchanges }
    : undefined;
}

function noteOnBinding(bound: Bound, text: string): string {
  return `${bound.name}: ${text} ${remedyFor(bound)}`;
}

/** Why a login failed, and what to look at. */
export function noteOn(exchange: Exchange, { username }: Account, { url }: Target): string {
  const { error } = exchange;
  const { noTls, otherTransport, where } = WORDS[exchange.request.kind];
  const otherwise = error?.code === "malformed" || error?.code === "closed" ? otherTransport : undefined;
  const remedy = error && (/wrong version number/i.test(error.message) ? noTls : (otherwise ?? REMEDIES[error.code]));
  if (remedy) return `${url} did not answer: ${exchange.said.replace(/\s+/g, " ")}. ${remedy}`;
  const asked = requestText(exchange.request);
  return `${username} cannot log in: ${asked} said ${describe(exchange)}. Check the name, the password, and that ${where}.`;
}

/** What is said otherwise of each transport. */
const WORDS: Readonly<Record<Exchange["request"]["kind"], { noTls: string; otherTransport: string; where: string }>> = {
  http: {
    noTls: "It does not speak TLS there: try http://.",
    otherTransport: "Is it HTTP that it speaks, and not HTTPS, or the other way round?",
    where: "path",
  },
  stream: {
    noTls: "It does not speak TLS there: try tcp://.",
    otherTransport: "Does it speak in lines, and over TCP, and not TLS, or the other way round?",
    where: "command",
  },
};

const REMEDIES: Partial<Record<TransportError["code"], string>> = {
  unreachable: "Is the server running there?",
  tls: "Give the authority that signed its certificate: --ca FILE.",
  timeout: "Does it do anything at all?",
};
