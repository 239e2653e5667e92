import type { operations } from "@authmark/protocols/hmail/schemas";
import type { DeliveryResult, HmailAddress, SendHmailResponse } from "@authmark/protocols/hmail/types";
import { objectionToPassword, objectionToUsername } from "../../accounts/rules.ts";
import type { Env } from "../../env.ts";
import type { Handlers } from "../../http/operation.ts";
import { renderBigUint } from "./biguint.ts";
import { copiesOf, renderMail } from "./mailbox.ts";
import { judgeProof } from "./proof.ts";
import { addressOf, destinationsOf, expiryOf, hasDuplicates, partsOf } from "./rules.ts";

/** One function for each operation of h-mail. */
export type HmailHandlers = Handlers<typeof operations>;

/** What an operator chooses. */
export interface HmailConfig {
  /** The part of this server's addresses after the `#`. */
  readonly domain: string;
  /** Lifetime of an access token, in seconds. */
  readonly accessTtl: number;
  /** Lifetime of a refresh token, in seconds. */
  readonly refreshTtl: number;
  /** Squarings that a new account asks for, and the lifetime of a challenge, in seconds. */
  readonly pow: { readonly requirement: number; readonly ttl: number };
}

/**
 * Creates the handlers of h-mail. A password is traded for a refresh token, that for access tokens, and an access token
 * authorizes the rest. Every outcome is status 200.
 */
export function createHandlers(env: Env, config: HmailConfig): HmailHandlers {
  /** Runs an action for the user whose access token it is, and nothing for anyone else. */
  const authorize = async <T>(bearer: string | undefined, action: (username: string) => Promise<T>) => {
    const record = bearer === undefined ? undefined : await env.tokens.find("access", bearer);
    return answer(record === undefined ? "Unauthorized" : { Success: await action(record.username) });
  };

  /** Decides what becomes of a mail at one address. Only users of this server are reached. */
  const deliver = async (recipient: HmailAddress): Promise<DeliveryResult> => {
    const { username, domain } = partsOf(recipient);
    if (domain !== config.domain) return "Failed";
    const account = await env.store.findAccount(username);
    return { DeliveryResult: account === undefined ? "UserNotFound" : "Success" };
  };

  return {
    // Earlier refresh tokens stay good: each belongs to a device of its own.
    async authenticate({ body: { username, password } }) {
      const account = await env.store.findAccount(username);
      const right = await env.passwords.verify(password, account?.passwordHash);
      if (account === undefined || !right) return tokenAnswer("Failure");
      const expires_at = expiryOf(env.clock.now(), config.refreshTtl);
      const token = await env.tokens.issue("refresh", account.username, expires_at);
      // A password may be replaced while it is compared, which revokes its tokens before this one is there.
      const unchanged = (await env.store.findAccount(username))?.passwordHash === account.passwordHash;
      if (!unchanged) return tokenAnswer("Failure");
      return tokenAnswer({ Success: { token, expires_at } });
    },

    // The refresh token is neither consumed nor extended: it is good for any number of access tokens until it expires.
    async refreshAccess({ body: { refresh_token } }) {
      if (!env.tokens.decodes(refresh_token)) return tokenAnswer("BadRequest");
      const refresh = await env.tokens.find("refresh", refresh_token);
      if (refresh === undefined) return tokenAnswer("Failure");
      const expires_at = expiryOf(env.clock.now(), config.accessTtl, refresh.expiresAt);
      const token = await env.tokens.issue("access", refresh.username, expires_at);
      // The same goes for a refresh token: it may be revoked before the access token is there to go with it.
      if ((await env.tokens.find("refresh", refresh_token)) === undefined) return tokenAnswer("Failure");
      return tokenAnswer({ Success: { token, expires_at } });
    },

    async checkAuth({ bearer }) {
      return authorize(bearer, async (username) => ({ username }));
    },

    async getCreateAccountPowPolicy() {
      return answer({ requirement: config.pow.requirement });
    },

    async getPowToken() {
      const expires_at = expiryOf(env.clock.now(), config.pow.ttl);
      return answer({ token: renderBigUint(await env.pow.issue(expires_at)), expires_at });
    },

    // The proof comes first, so that nobody learns for nothing which names are taken.
    async createAccount({ body: { inner_dangerous: account, pow_result } }) {
      const powFailure = await judgeProof(pow_result, account.username, { ...config.pow, pow: env.pow });
      if (powFailure !== undefined) return answer({ PowFailure: powFailure });
      const badUsername = objectionToUsername(account.username);
      if (badUsername !== undefined) return answer({ BadUsername: badUsername });
      const badPassword = objectionToPassword(account.password);
      if (badPassword !== undefined) return answer({ BadPassword: badPassword });
      const username = account.username.toLowerCase();
      const passwordHash = await env.passwords.hash(account.password);
      const added = await env.store.insertAccount({ username, passwordHash });
      return answer(added ? { Success: username } : "UsernameInUse");
    },

    async sendHmail({ bearer, body }) {
      return authorize(bearer, async (username): Promise<SendHmailResponse> => {
        if (body.hmail.sender.address !== addressOf(username, config.domain)) return "BadRequest";
        const destinations = destinationsOf(body);
        if (hasDuplicates(destinations)) return "DuplicateDestination";
        const deliveries = await Promise.all(
          destinations.map(async (recipient) => ({ recipient, result: await deliver(recipient) })),
        );
        await env.store.insertMails(copiesOf(body.hmail, username, deliveries, env.clock.now()));
        return { DeliverResponse: deliveries };
      });
    },

    async getHmails({ bearer, query: { until = Number.MAX_SAFE_INTEGER, limit, outbox } }) {
      return authorize(bearer, async (owner) => {
        const mails = await env.store.listMails({ owner, box: outbox ? "outbox" : "inbox", until, limit });
        return { hmails: mails.map(renderMail) };
      });
    },
  };
}

/** An application outcome. */
function answer<const B>(body: B) {
  return { status: 200, body } as const;
}

/** An application outcome that can carry a token, so that no cache may keep it. */
function tokenAnswer<const B>(body: B) {
  return { status: 200, body, headers: { "cache-control": "no-store" } } as const;
}
