import type { Variation } from "../../engine/http-caller.ts";
import { expecting, expectThat } from "../../kit/expect.ts";
import { mapAuthorization, withBody } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import { RESPELLINGS } from "../common/paths.ts";
import { needsAccessToken } from "./bearers.ts";
import type { HmailClient, HmailSession, Mail } from "./client.ts";
import { isDelivered, lists, mailsOf, subjectOf } from "./mailbox.ts";

const check = checkFor<HmailSession>();

/** More mails than other checks send meanwhile. */
const ENOUGH = { limit: 500 };

/** Who gets a mail, and how: written for one recipient, with the others beside it. */
type Address = (mail: Mail, recipient: string) => Mail;

const asRecipient: Address = (mail, address) => withHmail(mail, { recipients: [{ address, display_name: null }] });
const asSecondRecipient: Address = (mail, address) =>
  withHmail(mail, { recipients: [...mail.hmail.recipients, { address, display_name: null }] });
const asCopy: Address = (mail, address) => withHmail(mail, { ccs: [{ address, display_name: null }] });
const asBlindCopy: Address = (mail, address) => ({ ...mail, bccs: [address] });

/** The mail addressed so, with the (empty) work for its new recipient. */
function addressed(address: Address, mail: Mail, to: string): Mail {
  return { ...address(mail, to), solved_pows: [...mail.solved_pows, { recipient: to, pow_result: null }] };
}

function withHmail(mail: Mail, change: Partial<Mail["hmail"]>): Mail {
  return { ...mail, hmail: { ...mail.hmail, ...change } };
}

/** A mail from the account to itself that reaches another user in some way, and that user's list. */
const reaches = (address: Address) =>
  check({
    needs: ["second-account"],
    act: async ({ hmail, account, other }) => {
      const [sender, recipient] = [await hmail.authorized(account), await hmail.authorized(other)];
      const mail = addressed(address, hmail.mail(account, account), hmail.addressOf(other));
      const control = await hmail.sendHmail(sender.access, hmail.mail(account, account));
      const send = await hmail.sendHmail(sender.access, mail);
      return { control, send, list: await hmail.getHmails(recipient.access, ENOUGH) };
    },
    control: ({ control }) => isDelivered(control),
    judge: ({ send, list }) => [...expecting(send, "deliverResponse"), ...lists(list, send, true)],
  });

/** A mail whose sender is not the caller, though it may look like it. */
const isRefused = (senderOf: (hmail: HmailClient, account: Account, other: Account) => string) =>
  check({
    needs: ["second-account"],
    act: async ({ hmail, account, other }) => {
      const { access } = await hmail.authorized(account);
      const mail = hmail.mail(account, other);
      const sender = { address: senderOf(hmail, account, other), display_name: null };
      const control = await hmail.sendHmail(access, mail);
      const attempt = await hmail.sendHmail(access, withHmail(hmail.mail(account, account), { sender }));
      return { control, attempt, list: await hmail.getHmails(access, ENOUGH) };
    },
    control: ({ control, list }) => [...isDelivered(control), ...expecting(list, "success")],
    judge: ({ attempt, list }) => [...expecting(attempt, "badRequest", "refused"), ...lists(list, attempt, false)],
  });

/** A mail to the user's own name at another domain, and the user's list. */
const staysOut = (domainOf: (domain: string) => string) =>
  check({
    act: async ({ hmail, account }) => {
      const { access } = await hmail.authorized(account);
      const [name = "", domain = ""] = hmail.addressOf(account).split("#");
      const control = await hmail.sendHmail(access, hmail.mail(account, account));
      const to = `${name}#${domainOf(domain)}`;
      const mail = { ...addressed(asRecipient, hmail.mail(account, account), to) };
      const attempt = await hmail.sendHmail(access, mail);
      return { control, attempt, list: await hmail.getHmails(access, ENOUGH) };
    },
    control: ({ control, list }) => [...isDelivered(control), ...lists(list, control, true)],
    judge: ({ attempt, list }) => lists(list, attempt, false),
  });

/** The request with more members in its JSON. */
function withMembers(members: Readonly<Record<string, unknown>>) {
  return (request: HttpRequest): HttpRequest =>
    withBody(JSON.stringify({ ...JSON.parse(String(request.body)), ...members }))(request);
}

/** Checks of sending mails. */
export const sendHmail = {
  "hmail.send-hmail-needs-an-access-token": {
    ...needsAccessToken("at-send-hmail"),
    "token-in-the-body": check({
      act: async ({ hmail, account }) => {
        const { access } = await hmail.authorized(account);
        const control = await hmail.sendHmail(access, hmail.mail(account, account));
        const request = withMembers({ access_token: access, token: access });
        return { control, attempt: await hmail.sendHmail(undefined, hmail.mail(account, account), { request }) };
      },
      control: ({ control }) => isDelivered(control),
      judge: ({ attempt }) => expecting(attempt, "unauthorized", "refused"),
    }),
  },
  "hmail.mail-reaches-its-recipient": {
    "to-the-recipient": reaches(asRecipient),
    "to-the-second-recipient": reaches(asSecondRecipient),
    "to-a-copys-recipient": reaches(asCopy),
    "to-a-blind-copys-recipient": reaches(asBlindCopy),
  },
  "hmail.blind-copies-stay-blind": {
    "to-a-blind-copys-recipient": check({
      needs: ["second-account"],
      act: async ({ hmail, account, other }) => {
        const [sender, recipient] = [await hmail.authorized(account), await hmail.authorized(other)];
        const mail = addressed(asBlindCopy, hmail.mail(account, account), hmail.addressOf(other));
        const send = await hmail.sendHmail(sender.access, mail);
        return {
          send,
          mine: await hmail.getHmails(sender.access, ENOUGH),
          theirs: await hmail.getHmails(recipient.access, ENOUGH),
        };
      },
      control: ({ send }) => isDelivered(send),
      judge: ({ send, mine, theirs }) =>
        [mine, theirs].flatMap((list) => {
          const mail = mailsOf(list).find(({ subject }) => subject === subjectOf(send));
          const [blind = ""] = send.sent["bccs"] as Mail["bccs"];
          const shown = JSON.stringify(mail ?? {}).includes(blind);
          return expectThat(!shown, list.step, "no address of a blind copy", "the address of the blind copy");
        }),
    }),
  },
  "hmail.sender-is-the-caller": {
    "other-senders-address": isRefused((hmail, _, other) => hmail.addressOf(other)),
    "foreign-domain": isRefused((_, { username }) => `${username.toLowerCase()}#foreign.example`),
    "longer-name": isRefused((hmail, account) => hmail.addressOf(account).replace("#", "x#")),
  },
  "hmail.mail-to-another-domain-reaches-nobody-here": {
    "other-domain": staysOut(() => "foreign.invalid"),
    "longer-domain": staysOut((domain) => `mail.${domain}`),
    "domain-with-more-before": staysOut((domain) => `x${domain}`),
    "domain-with-more-behind": staysOut((domain) => `${domain}.invalid`),
  },
  "hmail.unauthorized-mail-is-not-sent": {
    "respelt-paths": check({
      act: async ({ hmail, account }): Promise<Evidence & Record<"control" | "list", Exchange>> => {
        const { access } = await hmail.authorized(account);
        const control = await hmail.sendHmail(access, hmail.mail(account, account));
        const attempts = await Promise.all(
          RESPELLINGS.map((request) =>
            hmail.sendHmail(undefined, hmail.mail(account, account), { request, mayClose: true }),
          ),
        );
        return { ...numbered("attempt", attempts), control, list: await hmail.getHmails(access, ENOUGH) };
      },
      control: ({ control, list }) => [...isDelivered(control), ...lists(list, control, true)],
      judge: ({ control: _, list, ...attempts }) => Object.values(attempts).flatMap((send) => lists(list, send, false)),
    }),
    "no-access-token": check({
      act: async ({ hmail, account }) => {
        const { access, refresh } = await hmail.authorized(account);
        const send = (token: unknown, variation?: Variation) =>
          hmail.sendHmail(token, hmail.mail(account, account), variation);
        const basic = mapAuthorization((value) => value.replace(/^\w+/, "Basic"));
        return {
          control: await send(access),
          without: await send(undefined),
          garbage: await send("garbage"),
          withRefresh: await send(refresh),
          withBasic: await send(access, { request: basic }),
          list: await hmail.getHmails(access, ENOUGH),
        };
      },
      control: ({ control, list }) => [...isDelivered(control), ...lists(list, control, true)],
      judge: ({ without, garbage, withRefresh, withBasic, list }) =>
        [without, garbage, withRefresh, withBasic].flatMap((send) => lists(list, send, false)),
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
