import { fields } from "../../kit/http.ts";
import { spoken } from "../duration-text.ts";
import { exchangesOf } from "./address.ts";
import type { Examine, Examined, Line } from "./examine.ts";

/** How far the target's clock is from the suite's. */
export const clock: Examine = (survey) => {
  const answered = exchangesOf(survey).filter(({ response }) => response);
  // What a login tells goes into it, so that without one nothing is known.
  if (answered.length === 0 || survey.usable.length === 0) return [];
  const says = answered.some((exchange) => fields(exchange, "date").length > 0);
  const byLifetime = answered.some(
    ({ request, taken }) => request.kind === "stream" && taken["expiresAt"] !== undefined,
  );
  if (!says && !(byLifetime && survey.target.lifetimes.accessMs !== undefined)) {
    const remedy = byLifetime ? "; declare lifetimes.access, and it is told from when tokens expire" : "";
    const text = `no answer ${byLifetime ? "tells the time" : "has a Date"}: its clock is taken to be ours${remedy}`;
    return [{ sign: "look", topic: "clock", text }];
  }
  const by = says ? "the Date of its answers" : "when its tokens expire";
  const { clockAheadMs } = survey.observed;
  const far = Math.abs(clockAheadMs);
  if (far < 1000) return [{ sign: "fine", topic: "clock", text: `as ours, by ${by}` }];
  const text = `${spoken(far)} ${clockAheadMs > 0 ? "ahead of" : "behind"} ours, by ${by}; expiries are judged by it`;
  return [{ sign: "look", topic: "clock", text }];
};

/** Whether its clock can be moved, where its tokens live too long to wait for. */
export const movedClock: Examine = ({ movable }) => {
  if (!movable) return [];
  if (movable.moves)
    return [{ sign: "fine", topic: "clock", text: "it can be moved: expiries are tested in the profile moved-clock" }];
  return [{ sign: "look", topic: "clock", text: `it cannot be moved: ${movable.why}` }];
};

/** The tokens whose expiry is tested, if they live short enough. */
export const TOKENS = [
  { name: "access", need: "short-access-lifetime", of: "accessMs" },
  { name: "refresh", need: "short-refresh-lifetime", of: "refreshMs" },
] as const;

/** How long tokens live, and whether their expiry will be tested. */
export const lifetimes: Examine = (survey) => {
  if (survey.makesAccounts) return [unknownLifetimes(survey)];
  if (survey.usable.length === 0) return [];
  return TOKENS.flatMap((token): Line[] => {
    const concerned = survey.planned.filter(({ check }) => check.needs?.includes(token.need));
    const waiting = concerned.filter(({ verdict }) => verdict?.kind !== "not-applicable").length;
    return waiting > 0 ? [lifetime(token, waiting, survey)] : [];
  });
};

function unknownLifetimes({ maxWaitMs }: Examined): Line {
  const text = `only a login tells them: expiries are tested where tokens live at most --max-wait ${maxWaitMs / 1000}`;
  return { sign: "fine", topic: "lifetimes", text };
}

function lifetime({ name, of }: (typeof TOKENS)[number], waiting: number, survey: Examined): Line {
  const { observed, target, maxWaitMs } = survey;
  const milliseconds = observed[of] ?? Number.NaN;
  const source = target.lifetimes[of] === undefined ? "told by the wire" : "declared";
  const untested = `${checksText(waiting)} of their expiry will not run`;
  const [profile] = target.profiles ?? [];
  const line = (sign: Line["sign"], text: string): Line => ({ sign, topic: "lifetimes", text });
  if (Number.isNaN(milliseconds)) {
    const remedy = `Declare it: --lifetime ${name}=SECONDS, or lifetimes.${name} in the target file.`;
    return line("look", `nothing tells how long ${name} tokens live: ${untested}. ${remedy}`);
  }
  if (milliseconds <= 0) {
    const told = `${name} tokens are said to have expired ${spoken(-milliseconds)} before they were issued`;
    return line("look", `${told}. Are these milliseconds since 1970?`);
  }
  const lives = `${name} tokens live ${spoken(milliseconds)} (${source})`;
  if (milliseconds <= maxWaitMs) return line("fine", `${lives}: ${checksText(waiting)} can wait for their expiry`);
  const tooLong = `longer than --max-wait ${maxWaitMs / 1000}`;
  if (profile) {
    const elsewhere = `${checksText(waiting)} of their expiry wait for the profile ${profile.profile}`;
    return line("fine", `${lives}, ${tooLong}: ${elsewhere}`);
  }
  const remedy = `${tooLong}: ${untested}. Start the target with shorter ones.`;
  return line("look", `${lives}, ${remedy}`);
}

/** So many checks. */
export function checksText(count: number): string {
  return `${count} ${count === 1 ? "check" : "checks"}`;
}

/** Whether the target said that there were too many requests. */
export const limits: Examine = (survey) => {
  const exchanges = exchangesOf(survey);
  // Only HTTP has a way to say that there are too many.
  if (exchanges.every(({ response }) => response?.kind !== "http")) return [];
  const { waits } = survey;
  const refused = exchanges.some(({ outcome }) => outcome === "rateLimited");
  if (waits.length === 0 && !refused) {
    return [{ sign: "fine", topic: "limits", text: `no 429 in ${exchanges.length} requests; a test asks more` }];
  }
  const asked = waits.length > 0 ? `, and asked to wait ${spoken(Math.max(...waits))}` : "";
  const text = `it said 429${asked}. A test asks about a thousand requests: raise its limits for tests, or --max-wait.`;
  return [{ sign: "look", topic: "limits", text }];
};
