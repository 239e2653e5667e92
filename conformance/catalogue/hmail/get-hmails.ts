import { expecting, expectThat } from "../../kit/expect.ts";
import { withQuery } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import { needsAccessToken } from "./bearers.ts";
import type { HmailSession } from "./client.ts";
import { needs } from "./creation.ts";
import { isDelivered, lists, mailsOf, subjectOf } from "./mailbox.ts";

const check = checkFor<HmailSession>();

/** More mails than other checks send meanwhile. */
const ENOUGH = { limit: 500 };

/** Lists of two users in turn, asked for at once. */
const AT_ONCE = 10;

/** Three mails of the session's account to itself, each written earlier than the one before, and the account's list. */
async function threeMails({ hmail, account }: HmailSession) {
  const { access } = await hmail.authorized(account);
  const send = (age: number) => {
    const mail = hmail.mail(account, account);
    return hmail.sendHmail(access, { ...mail, hmail: { ...mail.hmail, sent_at: mail.hmail.sent_at - age } });
  };
  const [first, second, third] = [await send(0), await send(60_000), await send(120_000)];
  return { access, first, second, third, list: await hmail.getHmails(access, ENOUGH) };
}

/** The number of a mail in a list. */
function numberOf(list: Exchange, send: Exchange): number {
  return mailsOf(list).find(({ subject }) => subject === subjectOf(send))?.incrementing_id ?? 0;
}

function beginsWith(page: Exchange, send: Exchange) {
  const first = mailsOf(page)[0]?.subject;
  return expectThat(first === subjectOf(send), page.step, `first ${subjectOf(send)}`, `first ${first}`);
}

/** Checks of listing mails. */
export const getHmails = {
  "hmail.get-hmails-needs-an-access-token": needsAccessToken("at-get-hmails"),
  "hmail.mails-are-listed-to-their-owner-only": {
    "a-foreign-mailbox": check({
      needs: ["second-account"],
      act: async ({ hmail, account, other }) => {
        const [mine, theirs] = [await hmail.authorized(account), await hmail.authorized(other)];
        const send = await hmail.sendHmail(mine.access, hmail.mail(account, account));
        const list = await hmail.getHmails(mine.access, ENOUGH);
        const until = numberOf(list, send);
        return {
          send,
          list,
          theirs: await hmail.getHmails(theirs.access, ENOUGH),
          theirsUntil: await hmail.getHmails(theirs.access, { ...ENOUGH, until }),
          theirsNamed: await hmail.getHmails(theirs.access, ENOUGH, {
            request: withQuery({ username: account.username, user: account.username, account: account.username }),
          }),
          theirOutbox: await hmail.getHmails(theirs.access, { ...ENOUGH, outbox: true }),
        };
      },
      control: ({ send, list }) => [...isDelivered(send), ...lists(list, send, true)],
      judge: ({ send, theirs, theirsUntil, theirsNamed, theirOutbox }) => [
        ...expecting(theirs, "success"),
        ...[theirs, theirsUntil, theirsNamed, theirOutbox].flatMap((other) => lists(other, send, false)),
      ],
    }),
    "lists-at-once": check({
      needs: ["second-account"],
      exclusive: true,
      act: async ({ hmail, account, other }): Promise<Evidence & Record<"mine" | "theirs", Exchange>> => {
        const [me, they] = [await hmail.authorized(account), await hmail.authorized(other)];
        const mine = await hmail.sendHmail(me.access, hmail.mail(account, account));
        const theirs = await hmail.sendHmail(they.access, hmail.mail(other, other));
        const asked = Array.from({ length: AT_ONCE }, (_, index) => (index % 2 === 0 ? me : they).access);
        const pages = await Promise.all(asked.map((access) => hmail.getHmails(access, ENOUGH)));
        return { ...numbered("list", pages), mine, theirs };
      },
      control: ({ mine, theirs }) => [...isDelivered(mine), ...isDelivered(theirs)],
      judge: ({ mine, theirs, ...pages }) =>
        Object.values(pages).flatMap((page, index) => [
          ...lists(page, mine, index % 2 === 0),
          ...lists(page, theirs, index % 2 === 1),
        ]),
    }),
    "name-that-begins-another": check({
      needs,
      act: async ({ hmail }) => {
        const short = await hmail.registered();
        const { password } = hmail.newAccount();
        const long = await hmail.registered({ username: `${short.username}x`, password });
        const [reader, sender] = [await hmail.signIn(short), await hmail.signIn(long)];
        const send = await hmail.sendHmail(sender.access, hmail.mail(long, long));
        return {
          send,
          list: await hmail.getHmails(sender.access, ENOUGH),
          inbox: await hmail.getHmails(reader.access, ENOUGH),
          outbox: await hmail.getHmails(reader.access, { ...ENOUGH, outbox: true }),
        };
      },
      control: ({ send, list }) => [...isDelivered(send), ...lists(list, send, true)],
      judge: ({ send, inbox, outbox }) => [...lists(inbox, send, false), ...lists(outbox, send, false)],
    }),
  },
  "hmail.mails-are-listed-newest-first": {
    "three-mails": check({
      act: async (session) => {
        const { access: _, ...evidence } = await threeMails(session);
        return evidence;
      },
      control: ({ third, list }) => [...isDelivered(third), ...lists(list, third, true)],
      judge: ({ first, second, third, list }) => {
        const ids = mailsOf(list).map(({ incrementing_id }) => incrementing_id);
        const falling = ids.every((id, index) => index === 0 || id < (ids[index - 1] ?? 0));
        const places = [third, second, first].map((send) =>
          mailsOf(list).findIndex(({ subject }) => subject === subjectOf(send)),
        );
        const inOrder = places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0));
        return expectThat(falling && inOrder, list.step, "the newest mail first, by incrementing_id", ids.join(", "));
      },
    }),
  },
  "hmail.until-is-inclusive": {
    "list-until": check({
      act: async (session) => {
        const { access, second, list } = await threeMails(session);
        const outbox = await session.hmail.getHmails(access, { ...ENOUGH, outbox: true });
        const until = numberOf(list, second);
        return {
          second,
          list,
          outbox,
          page: await session.hmail.getHmails(access, { until, limit: 2 }),
          one: await session.hmail.getHmails(access, { until, limit: 1 }),
          out: await session.hmail.getHmails(access, { until: numberOf(outbox, second), limit: 1, outbox: true }),
        };
      },
      control: ({ second, list, outbox }) => [...lists(list, second, true), ...lists(outbox, second, true)],
      judge: ({ second, page, one, out }) => [page, one, out].flatMap((part) => beginsWith(part, second)),
    }),
    "list-until-nothing": check({
      act: async (session) => {
        const { access, second, list } = await threeMails(session);
        return { second, list, page: await session.hmail.getHmails(access, { until: 0, limit: 5 }) };
      },
      control: ({ second, list }) => lists(list, second, true),
      judge: ({ page }) => {
        const later = mailsOf(page).filter(({ incrementing_id }) => incrementing_id > 0);
        return expectThat(later.length === 0, page.step, "no mail with a number above 0", `${later.length} of them`);
      },
    }),
  },
  "hmail.limit-bounds-the-list": {
    "list-limit": check({
      act: async (session) => {
        const { access, second, list } = await threeMails(session);
        const until = mailsOf(list)[0]?.incrementing_id ?? 0;
        return {
          second,
          list,
          none: await session.hmail.getHmails(access, { limit: 0 }),
          one: await session.hmail.getHmails(access, { limit: 1 }),
          two: await session.hmail.getHmails(access, { limit: 2 }),
          until: await session.hmail.getHmails(access, { limit: 2, until }),
        };
      },
      control: ({ second, list }) => lists(list, second, true),
      judge: ({ none, one, two, until }) =>
        [none, one, two, until].flatMap((page) => {
          const limit = Number(page.sent["limit"]);
          const { length } = mailsOf(page);
          return expectThat(length <= limit, page.step, `${limit} mails at most`, `${length} mails`);
        }),
    }),
  },
  "hmail.outbox-lists-what-was-sent": {
    "sent-and-received": check({
      needs: ["second-account"],
      act: async ({ hmail, account, other }) => {
        const [mine, theirs] = [await hmail.authorized(account), await hmail.authorized(other)];
        return {
          sent: await hmail.sendHmail(mine.access, hmail.mail(account, other)),
          received: await hmail.sendHmail(theirs.access, hmail.mail(other, account)),
          inbox: await hmail.getHmails(mine.access, ENOUGH),
          outbox: await hmail.getHmails(mine.access, { ...ENOUGH, outbox: true }),
        };
      },
      control: ({ received, inbox }) => [...isDelivered(received), ...lists(inbox, received, true)],
      judge: ({ sent, received, inbox, outbox }) => [
        ...lists(outbox, sent, true),
        ...lists(outbox, received, false),
        ...lists(inbox, sent, false),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
