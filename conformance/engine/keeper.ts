import type { Exchange, Request, Response } from "../model/exchange.ts";
import type { CheckResult } from "../model/run.ts";

/** Decides how much of what a target says is kept to the end of a run, for its report and for its last judges. */
export interface Keeper {
  /** What is kept of an exchange that nothing more is taken from. */
  exchange(exchange: Exchange): Exchange;
  /** What is kept of a check that has come to its verdict. */
  result(result: CheckResult): CheckResult;
}

/** So many characters of long answers are kept in all; an error page here and there is within that. */
const ALL_LONG = 2 * 1024 * 1024;
/** So much of each answer is kept when these are used up. */
const LONGEST = 2 * 1024;
/** And so much of what is sent: longer than any report shows, whatever is redacted. */
const LONGEST_SENT = 64 * 1024;
/** No token is as long as that. */
const LONGEST_VALUE = 64 * 1024;
const MOST_FIELDS = 100;
const MOST_PUSHED = 100;

type Of<Kind extends Response["kind"]> = Extract<Response, { kind: Kind }>;

/** What is kept of a response beside its body, by transport. */
const BESIDE: { readonly [Kind in Response["kind"]]: (response: Of<Kind>) => Partial<Of<Kind>> } = {
  http: ({ headers }) => (headers.length > MOST_FIELDS ? { headers: headers.slice(0, MOST_FIELDS) } : {}),
  stream: ({ pushed }) => (pushed ? { pushed: pushed.slice(0, MOST_PUSHED).map((line) => cut(line)) } : {}),
};

/** Creates the keeper of one run: a thousand answers of a megabyte each must not become a gigabyte. */
export function createKeeper(): Keeper {
  let left = ALL_LONG;
  const known = new WeakMap<Response, Response>();
  const knownRequests = new WeakMap<Request, Request>();

  const response = (original: Response): Response => {
    const before = known.get(original);
    if (before) return before;
    const { body } = original;
    const isCut = body.length > Math.max(LONGEST, left);
    if (!isCut && body.length > LONGEST) left -= body.length;
    const kept = {
      ...original,
      ...(BESIDE[original.kind] as (response: Response) => object)(original),
      ...(isCut && { body: cut(body), truncated: true as const }),
    };
    known.set(original, kept).set(kept, kept);
    return kept;
  };

  const exchange = (original: Exchange): Exchange => ({
    ...original,
    said: cut(original.said),
    // Lists and the like have been judged by now; tokens and expiries are still compared.
    taken: Object.fromEntries(
      Object.entries(original.taken)
        .filter(([, value]) => typeof value !== "object")
        .map(([role, value]) => [role, typeof value === "string" ? cut(value, LONGEST_VALUE) : value]),
    ),
    ...(original.response && { response: response(original.response) }),
  });

  /** What was sent is judged with the check, and then only its beginning is shown. */
  const withoutMuch = (judged: Exchange): Exchange => {
    const before = knownRequests.get(judged.request);
    const kept = before ?? beginningOf(judged.request);
    // One exchange that several checks share stays one.
    knownRequests.set(judged.request, kept).set(kept, kept);
    return kept === judged.request ? judged : { ...judged, request: kept };
  };

  return {
    exchange,
    result({ verdict, exchanges, ...rest }) {
      const kept = { ...rest, verdict, exchanges: exchanges.map(exchange).map(withoutMuch) };
      if (!("findings" in verdict)) return kept;
      const findings = verdict.findings.map(({ at, expected, actual }) => ({
        at,
        expected: cut(expected),
        actual: cut(actual),
      }));
      return { ...kept, verdict: { ...verdict, findings } };
    },
  };
}

/** The beginning of a text, as a text of its own: a slice would hold on to the whole. */
export function cut(text: string, longest = LONGEST): string {
  return text.length > longest ? Buffer.from(text.slice(0, longest)).toString() : text;
}

function beginningOf(request: Request): Request {
  const { body = "" } = request;
  const text = typeof body === "string" ? body : body.base64;
  const unkept = text.length - LONGEST_SENT;
  if (unkept <= 0) return request;
  const beginning = Buffer.from(text.slice(0, LONGEST_SENT)).toString();
  return { ...request, body: typeof body === "string" ? beginning : { base64: beginning }, unkept };
}
