import type { Mail } from "@authmark/reference-server/store/port";
import { ACCOUNTS } from "../accounts.ts";
import type { Mutants } from "./hmail.ts";
import { handlers, tokens } from "./hmail-parts.ts";
import { answering, bearer, store } from "./parts.ts";

const asItIs = <T>(same: T): T => same;

/** Servers that are broken where mails are sent and listed. */
export const mailMutants = {
  "a server that lists mails without their hash": () =>
    answering("/native/get_hmails", ({ body }) => {
      const { Success: list } = body as { Success?: { hmails: { hash: string }[] } };
      return list && { body: { Success: { hmails: list.hmails.map(({ hash: _, ...mail }) => mail) } } };
    }),
  "a server that takes a refresh token for an access token where mails are listed": () =>
    handlers((good, env) => ({
      getHmails: async (input) => {
        const owner = await env.tokens.find("refresh", input.bearer ?? "");
        const bearer = owner ? await env.tokens.issue("access", owner.username, owner.expiresAt) : input.bearer;
        return good.getHmails({ ...input, bearer });
      },
    })),
  "a server that sends mails with an empty token": () => {
    let lastGood: string | undefined;
    const { env: remember = asItIs } = tokens((good) => ({
      async find(kind, token) {
        const record = await good.find(kind, token);
        if (record && kind === "access") lastGood = token;
        return record;
      },
    }));
    const { env: replace = asItIs } = bearer((request, good) => {
      const empty = /^bearer\s*$/i.test(request.headers.get("authorization") ?? "");
      return empty && new URL(request.url).pathname === "/native/send_hmail" ? lastGood : good;
    });
    return { env: (env) => replace(remember(env)) };
  },
  "a server that sends mails before it looks at the token": () =>
    handlers((good, env) => ({
      sendHmail: async (input) => {
        const answer = await good.sendHmail(input);
        const [owner = ""] = input.body.hmail.sender.address.split("#");
        const content = JSON.stringify(input.body.hmail);
        const mail: Mail = { owner, box: "inbox", receivedAt: env.clock.now(), content };
        if (answer.body === "Unauthorized") await env.store.insertMails([mail]);
        return answer;
      },
    })),
  "a server that loses mails": () =>
    store((good) => ({ insertMails: (mails) => good.insertMails(mails.filter(({ box }) => box === "outbox")) })),
  "a server that delivers to the first recipient only": () =>
    store((good) => ({
      insertMails: (mails) => {
        const first = mails.find(({ box }) => box === "inbox");
        return good.insertMails(mails.filter((mail) => mail.box === "outbox" || mail === first));
      },
    })),
  "a server that takes every domain for its own": () =>
    handlers((good) => ({
      sendHmail: (input) => {
        const { hmail } = input.body;
        const recipients = hmail.recipients.map((one) => ({
          ...one,
          address: one.address.replace(/#.*/, "#localhost"),
        }));
        return good.sendHmail({ ...input, body: { ...input.body, hmail: { ...hmail, recipients } } });
      },
    })),
  "a server that shows blind copies as copies": () =>
    handlers((good) => ({
      sendHmail: (input) => {
        const { bccs, hmail } = input.body;
        const ccs = [...hmail.ccs, ...bccs.map((address) => ({ address, display_name: null }))];
        return good.sendHmail({ ...input, body: { ...input.body, bccs: [], hmail: { ...hmail, ccs } } });
      },
    })),
  "a server that lists the inbox as outbox": () =>
    store((good) => ({ listMails: (query) => good.listMails({ ...query, box: "inbox" }) })),
  "a server that puts the caller in the place of a false sender": () =>
    handlers((good, env) => ({
      sendHmail: async (input) => {
        const caller = await env.tokens.find("access", input.bearer ?? "");
        const sender = { ...input.body.hmail.sender, address: `${caller?.username ?? ""}#localhost` };
        return good.sendHmail({ ...input, body: { ...input.body, hmail: { ...input.body.hmail, sender } } });
      },
    })),
  "a server that compares the first half of an access token where mails are listed": () => {
    const whole = new Map<string, string>();
    return {
      ...handlers((good) => ({
        refreshAccess: async (input) => {
          const answer = await good.refreshAccess(input);
          const { body } = answer;
          if (typeof body === "object" && "Success" in body) whole.set(half(body.Success.token), body.Success.token);
          return answer;
        },
        getHmails: (input) => good.getHmails({ ...input, bearer: whole.get(half(input.bearer ?? "")) ?? input.bearer }),
      })),
    };
  },
  "a server that lists everybody's mails": () =>
    store((good) => ({
      insertMails: (mails) =>
        good.insertMails(mails.flatMap((mail) => ACCOUNTS.map(({ username }) => ({ ...mail, owner: username })))),
    })),
  "a server that lists the oldest mail first": () =>
    store((good) => ({ listMails: async (query) => (await good.listMails(query)).reverse() })),
  "a server that lists mails before until": () =>
    store((good) => ({ listMails: (query) => good.listMails({ ...query, until: query.until - 1 }) })),
  "a server that lists one mail more than the limit": () =>
    store((good) => ({ listMails: (query) => good.listMails({ ...query, limit: query.limit + 1 }) })),
} satisfies Mutants;

function half(token: string): string {
  return token.slice(0, 172);
}
