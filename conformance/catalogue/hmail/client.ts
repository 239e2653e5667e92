import type { SendHmailRequest } from "@authmark/protocols/hmail/types";
import type { wire } from "@authmark/protocols/hmail/wire";
import type { HttpCaller, Variation } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import { isFieldText, isNumber, isText, prepared } from "../../kit/prepared.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Exchange, Roles } from "../../model/exchange.ts";
import type { Account, Target } from "../../model/target.ts";
import { remove } from "../common/removal.ts";
import { createRegistration } from "./registration.ts";

/** What a check of h-mail works with. */
export interface HmailSession extends Session {
  readonly hmail: HmailClient;
}

/** The tokens of one login, and the exchanges that they came from. */
export interface SignedIn {
  readonly login: Exchange;
  readonly refresh: string;
  /** Milliseconds since the epoch. Reading it fails the preparation where the server told no number. */
  readonly refreshExpiresAt: number;
  readonly trade: Exchange;
  readonly access: string;
  readonly accessExpiresAt: number;
}

export type Mail = SendHmailRequest;
export interface Page {
  readonly until?: number;
  readonly limit: number;
  readonly outbox?: boolean;
}

export type HmailClient = ReturnType<typeof createHmailClient>;

/** Creates the client that checks ask with: one function an operation, and the ways in that they share. */
export function createHmailClient(http: HttpCaller<keyof typeof wire.operations>, session: Session, target: Target) {
  const { url, domain = "localhost", plainUrl = url.replace(/^https:/, "http:") } = target;
  const authenticate = ({ username, password }: Roles, variation?: Variation) => {
    const isRight = session.accounts.some((account) => account.username === username && account.password === password);
    const fails = isRight ? {} : { fails: String(username) };
    return http.call("authenticate", { username, password }, { ...fails, ...variation });
  };
  const refreshAccess = (refreshToken: unknown, variation?: Variation) =>
    http.call("refreshAccess", { refreshToken }, variation);

  const trade = async (login: Exchange): Promise<SignedIn> => {
    const refresh = prepared(login, "refreshToken", isText);
    const traded = await refreshAccess(refresh);
    return {
      login,
      refresh,
      trade: traded,
      access: prepared(traded, "accessToken", isFieldText),
      get refreshExpiresAt() {
        return prepared(login, "expiresAt", isNumber);
      },
      get accessExpiresAt() {
        return prepared(traded, "expiresAt", isNumber);
      },
    };
  };

  /** Whether the better half of a token's life is not over. */
  const isInItsFirstHalf = ({ startedAt, taken: { expiresAt } }: Exchange) =>
    !isNumber(expiresAt) || session.left(expiresAt) > session.now() - startedAt;

  const registration = createRegistration(http, session, target);
  return {
    http,
    /** Where the same server speaks plain HTTP; on the port of TLS, where no other one is declared. */
    plainUrl,
    ...registration,
    authenticate,
    refreshAccess,
    checkAuth: (accessToken: unknown, variation?: Variation) => http.call("checkAuth", { accessToken }, variation),
    async sendHmail(accessToken: unknown, mail: Mail, variation?: Variation) {
      const send = await http.call("sendHmail", { accessToken, ...mail }, variation);
      if (send.outcome === "missingPowFor") throw new CannotTest("the target asks for proof of work with mails");
      return send;
    },
    getHmails: (accessToken: unknown, { limit, outbox = false, until }: Page, variation?: Variation) =>
      http.call("getHmails", { accessToken, limit, outbox, ...(until !== undefined && { until }) }, variation),

    /** Logs in anew. */
    signIn: async (account: Account) => trade(await authenticate({ ...account })),

    /** A login of the user that checks share: made again when the better half of its refresh token's life is over. */
    login: (account: Account) =>
      session.shared(`login of ${account.username}`, () => authenticate({ ...account }), isInItsFirstHalf),

    /** A login of the user whose token is first used when most of its life is over. */
    idleLogin: (account: Account) =>
      session.shared(`idle login of ${account.username}`, () => authenticate({ ...account })),

    /** An access token that checks share, which use it and change nothing; made again as the login is. */
    async access(account: Account): Promise<string> {
      const login = await this.login(account);
      const trade = await session.shared(
        `access of ${account.username}`,
        () => refreshAccess(login.taken["refreshToken"]),
        isInItsFirstHalf,
      );
      return isFieldText(trade.taken["accessToken"])
        ? trade.taken["accessToken"]
        : (await this.authorized(account)).access;
    },

    /** An access token of its own for the check, from a login that checks share; from a new login if that is spent. */
    async authorized(account: Account): Promise<SignedIn> {
      return trade(await this.login(account)).catch(() => this.signIn(account));
    },

    /** An account that nobody else uses, and that a check may spoil: made for it, or else one that was given for it. */
    lend: async (): Promise<Account> =>
      (await registration.isOffered()) === "offered" ? registration.registered() : session.lease(),

    /** Has an account removed by whoever runs the target; only for checks that need the hook. */
    remove: (account: Account) =>
      remove(session, account, { login: (_, user) => authenticate(user), loggedIn: "success" }),

    addressOf: ({ username }: Account) => `${username.toLowerCase()}#${domain}`,

    /** A mail from one user to another, with a subject that no other mail has. */
    mail(from: Account, to: Account): Mail {
      const user = (account: Account) => ({ address: this.addressOf(account), display_name: null });
      const [sender, recipient] = [user(from), user(to)];
      return {
        hmail: {
          sender,
          recipients: [recipient],
          subject: `authmark ${Buffer.from(session.random.bytes(9)).toString("hex")}`,
          sent_at: session.now(),
          random_id: session.random.below(2 ** 32),
          reply_to: null,
          ccs: [],
          parent: null,
          body: "A mail of a conformance suite. It can be deleted.",
        },
        bccs: [],
        solved_pows: [{ recipient: recipient.address, pow_result: null }],
      };
    },
  };
}
