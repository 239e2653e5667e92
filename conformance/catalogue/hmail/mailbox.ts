import type { StoredHmail } from "@authmark/protocols/hmail/types";
import { describe, expectThat } from "../../kit/expect.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Mail } from "./client.ts";

/** The mails of a list; none where the answer is no list. */
export function mailsOf({ taken }: Exchange): readonly StoredHmail[] {
  return Array.isArray(taken["hmails"]) ? taken["hmails"] : [];
}

/** The subject by which the mail of an exchange is known again. */
export function subjectOf({ sent }: Exchange): string {
  return (sent["hmail"] as Mail["hmail"]).subject;
}

/** Finds fault with a mail that was not taken, though everything was in order, as far as the suite knows. */
export function isDelivered(send: Exchange): readonly Finding[] {
  const { sender } = (send.sent["hmail"] as Mail["hmail"]) ?? {};
  const hint = `deliverResponse (from ${sender?.address}: if that is not the target's mail domain, declare domain:)`;
  return expectThat(send.outcome === "deliverResponse", send.step, hint, describe(send));
}

/** Finds fault with a list that has, or has not, the mail of another exchange. */
export function lists(list: Exchange, send: Exchange, expected: boolean): readonly Finding[] {
  const subject = subjectOf(send);
  const listed = mailsOf(list).some((mail) => mail.subject === subject);
  const say = (is: boolean) => `the mail of ${send.step} ${is ? "listed" : "not listed"}`;
  return expectThat(listed === expected, list.step, say(expected), say(listed));
}
