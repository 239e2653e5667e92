import type { StoredHmail } from "@authmark/protocols/hmail/types";
import { expecting, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Finding } from "../../model/verdict.ts";
import type { HmailSession, Mail } from "./client.ts";

const check = checkFor<HmailSession>();

/** More mails than other checks send meanwhile. */
const ENOUGH = { limit: 500 };

/** Sends a mail from the session's account to itself or to another, and lists what the recipient then has. */
async function sendAndList({ hmail, account }: HmailSession, to: Account, access: string, readAs: string) {
  const mail = hmail.mail(account, to);
  return { send: await hmail.sendHmail(access, mail), list: await hmail.getHmails(readAs, ENOUGH) };
}

/** Three mails of the session's account to itself, and the account's list. */
async function threeMails(session: HmailSession) {
  const { hmail, account } = session;
  const { access } = await hmail.authorized(account);
  const send = () => hmail.sendHmail(access, hmail.mail(account, account));
  const [first, second, third] = [await send(), await send(), await send()];
  return { access, first, second, third, list: await hmail.getHmails(access, ENOUGH) };
}

/** Checks of sending mails and of listing them. */
export const mails = {
  "hmail.mail-reaches-its-recipient": {
    "two-users": check({
      needs: ["second-account"],
      act: async (session) => {
        const { hmail, account, other } = session;
        const [sender, recipient] = [await hmail.authorized(account), await hmail.authorized(other)];
        return sendAndList(session, other, sender.access, recipient.access);
      },
      control: ({ send }) => expecting(send, "deliverResponse"),
      judge: ({ send, list }) => lists(list, send, true),
    }),
  },
  "hmail.sender-is-the-caller": {
    "other-senders-address": check({
      needs: ["second-account"],
      act: async ({ hmail, account, other }) => {
        const { access } = await hmail.authorized(account);
        return {
          control: await hmail.sendHmail(access, hmail.mail(account, other)),
          attempt: await hmail.sendHmail(access, hmail.mail(other, account)),
        };
      },
      control: ({ control }) => expecting(control, "deliverResponse"),
      judge: ({ attempt }) => expecting(attempt, "badRequest"),
    }),
  },
  "hmail.unauthorized-mail-is-not-sent": {
    "no-access-token": check({
      act: async ({ hmail, account }) => {
        const { access, refresh } = await hmail.authorized(account);
        const control = await hmail.sendHmail(access, hmail.mail(account, account));
        const attempt = await hmail.sendHmail(undefined, hmail.mail(account, account));
        const withRefresh = await hmail.sendHmail(refresh, hmail.mail(account, account));
        return { control, attempt, withRefresh, list: await hmail.getHmails(access, ENOUGH) };
      },
      control: ({ control, list }) => [...expecting(control, "deliverResponse"), ...lists(list, control, true)],
      judge: ({ attempt, withRefresh, list }) => [...lists(list, attempt, false), ...lists(list, withRefresh, false)],
    }),
  },
  "hmail.mails-are-listed-to-their-owner-only": {
    "a-foreign-mailbox": check({
      needs: ["second-account"],
      act: async (session) => {
        const { hmail, account, other } = session;
        const [mine, theirs] = [await hmail.authorized(account), await hmail.authorized(other)];
        const { send, list } = await sendAndList(session, account, mine.access, mine.access);
        return { send, list, theirs: await hmail.getHmails(theirs.access, ENOUGH) };
      },
      control: ({ send, list }) => [...expecting(send, "deliverResponse"), ...lists(list, send, true)],
      judge: ({ send, theirs }) => [...expecting(theirs, "success"), ...lists(theirs, send, false)],
    }),
  },
  "hmail.mails-are-listed-newest-first": {
    "three-mails": check({
      act: async (session) => {
        const { access: _, ...evidence } = await threeMails(session);
        return evidence;
      },
      control: ({ third, list }) => [...expecting(third, "deliverResponse"), ...lists(list, third, true)],
      judge: ({ list }) => {
        const ids = mailsOf(list).map(({ incrementing_id }) => incrementing_id);
        const falling = ids.every((id, index) => index === 0 || id < (ids[index - 1] ?? 0));
        return expectThat(falling, list.step, "falling incrementing_id", ids.slice(0, 5).join(", "));
      },
    }),
  },
  "hmail.until-is-inclusive": {
    "list-until": check({
      act: async (session) => {
        const { access, second, list } = await threeMails(session);
        const until = mailsOf(list).find((mail) => mail.subject === subjectOf(second))?.incrementing_id ?? 0;
        return { second, list, page: await session.hmail.getHmails(access, { until, limit: 2 }) };
      },
      control: ({ second, list }) => lists(list, second, true),
      judge: ({ second, page }) => {
        const first = mailsOf(page)[0]?.subject;
        return expectThat(first === subjectOf(second), page.step, `first ${subjectOf(second)}`, `first ${first}`);
      },
    }),
  },
  "hmail.limit-bounds-the-list": {
    "list-limit": check({
      act: async (session) => {
        const { access, third, list } = await threeMails(session);
        return { third, list, page: await session.hmail.getHmails(access, { limit: 2 }) };
      },
      control: ({ third, list }) => lists(list, third, true),
      judge: ({ page }) => {
        const { length } = mailsOf(page);
        return expectThat(length <= 2, page.step, "2 mails at most", `${length} mails`);
      },
    }),
  },
} as const;

/** The mails of a list; none where the answer is no list. */
function mailsOf({ taken }: Exchange): readonly Pick<StoredHmail, "subject" | "incrementing_id">[] {
  return Array.isArray(taken["hmails"]) ? taken["hmails"] : [];
}

/** The subject by which the mail of an exchange is known again. */
function subjectOf({ sent }: Exchange): string {
  return (sent["hmail"] as Mail["hmail"]).subject;
}

/** Finds fault with a list that has, or has not, the mail of another exchange. */
function lists(list: Exchange, send: Exchange, expected: boolean): readonly Finding[] {
  const subject = subjectOf(send);
  const listed = mailsOf(list).some((mail) => mail.subject === subject);
  const say = (is: boolean) => `the mail of ${send.step} ${is ? "listed" : "not listed"}`;
  return expectThat(listed === expected, list.step, say(expected), say(listed));
}
