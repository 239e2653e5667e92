import { signed } from "../engine/http-request.ts";
import { createHttpTransport } from "../engine/http-transport.ts";
import type { Secrets } from "../engine/secrets.ts";
import { parseJson } from "../kit/json-pointer.ts";
import { UsageError } from "../model/errors.ts";
import type { Header, HttpResponse, Roles } from "../model/exchange.ts";
import type { HttpRequestSpelling } from "../model/wire.ts";
import { encode } from "../targets/wire/encode.ts";
import { slashed } from "./slashed.ts";

/** What came back, as far as anything did. */
export interface Answered {
  /** What was asked: with another path than it was to be where the server leads to one with a slash, or without. */
  readonly spelling: HttpRequestSpelling;
  readonly response: HttpResponse;
  /** The JSON value of its body; `undefined` where it is none. */
  readonly body: unknown;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** Asks a server within bounds: nothing is asked any more when they are reached. */
export interface Asker {
  /** @throws UsageError where nothing answers at all */
  ask(spelling: HttpRequestSpelling, roles?: Roles): Promise<Answered | undefined>;
  /** Asks at most so many times from now on; what is left of the bound for all stays for what comes later. */
  within(requests: number): void;
  /** How often it was asked. */
  count(): number;
  close(): Promise<void>;
}

/** In all, and for one answer. Where nothing is found, each common path has been asked about once, and a few twice. */
const MOST_REQUESTS = 100;
const LONGEST_MS = 20_000;
const SILENCE_MS = 3000;

/**
 * Opens the way to a server that is looked at.
 *
 * @param target where it is, and the fields that go with every request
 */
export function createAsker(
  target: { url: string; ca?: string; headers?: Readonly<Record<string, string>> },
  secrets: Secrets,
): Asker {
  const transport = createHttpTransport(target);
  const startedAt = performance.now();
  let asked = 0;
  let bound = MOST_REQUESTS;
  let isThere = false;
  /** A field that an operation has of its own goes before one for all. */
  const fieldsBeside = (own: readonly Header[]): Header[] =>
    Object.entries(target.headers ?? {}).filter(([name]) => own.every(([other]) => other !== name));
  async function once(spelling: HttpRequestSpelling, roles: Roles): Promise<Answered | undefined> {
    if (asked >= bound || performance.now() - startedAt > LONGEST_MS) return undefined;
    asked++;
    for (const [role, value] of Object.entries(roles)) {
      if (role !== "username" && value !== GARBAGE) secrets.see(role, value);
    }
    const request = encode(target.url, spelling, roles);
    const sent = { ...request, headers: [...fieldsBeside(request.headers), ...request.headers] };
    const answer = await transport.exchange(signed(sent), undefined, SILENCE_MS);
    if (!("kind" in answer)) {
      if (isThere) return undefined;
      throw new UsageError(`--probe ${target.url} did not answer: ${answer.message} (${answer.code}). ${REMEDY}`);
    }
    isThere = true;
    return { spelling, response: answer, body: parseJson(answer.body), receivedAt: Date.now() };
  }
  return {
    async ask(spelling, roles = {}) {
      const answer = await once(spelling, roles);
      const path = answer && slashed(target.url, spelling.path, answer.response);
      return path === undefined ? answer : ((await once({ ...spelling, path }, roles)) ?? answer);
    },
    within(requests) {
      bound = Math.min(asked + requests, MOST_REQUESTS);
    },
    count: () => asked,
    close: () => transport.close(),
  };
}

/** What is no token of anybody. */
export const GARBAGE = "garbage";

const REMEDY = "Is the server running there? For a certificate of your own authority: --ca FILE.";

/** What an answer says of the path that was asked. */
export function isAbsent({ response: { status, headers } }: Answered): boolean {
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return [404, 405, 501].includes(status) || (status < 300 && type.includes("html"));
}

/** Whether it went well, or leads elsewhere as a form of HTML does. */
export function isServed({ response: { status } }: Answered): boolean {
  return status >= 200 && status < 400;
}
