import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { accountFaults } from "../../faults/pattmayne-accounts.ts";
import type { Mutant } from "./broken.ts";
import { answering, store } from "./parts.ts";
import { afterwards, chained, handlers, ME, REGISTER, VERIFY_EMAIL, withMembers } from "./pattmayne-parts.ts";

/** What was mailed: the token, and to whom. */
interface Mailed {
  readonly token: string;
  readonly to: string;
}

/** A server that remembers what it mails. */
function mailing(change: (mailed: readonly Mailed[]) => Seams): Seams {
  const mailed: Mailed[] = [];
  const noting: Seams = {
    env: (env) => ({
      ...env,
      mailer: {
        async send(message) {
          const [token = ""] = message.text.match(/[\w-]{43}/) ?? [];
          mailed.push({ token, to: message.to });
          return env.mailer.send(message);
        },
      },
    }),
  };
  return chained(noting, change(mailed));
}

/** Sets the cookies that a login of a user would set. */
async function loggingIn(response: Response, email: string | undefined, { store, grants }: Env): Promise<Response> {
  const member = email === undefined ? undefined : await store.findMember({ email });
  const entered = member && (await grants.enter(member));
  if (!entered) return response;
  const headers = new Headers(response.headers);
  headers.append("set-cookie", `refresh_token=${entered.refresh}; Path=/; Secure; HttpOnly; SameSite=Strict`);
  return new Response(null, { status: response.status, headers });
}

/** Auth apps that are broken where emails are verified. */
export const mails = {
  "a server that says that an email is verified, and forgets it": () =>
    store(() => ({ verifyEmail: async () => true })),
  "a server that takes all emails for verified once one is": () => {
    let isOne = false;
    const answered = answering(ME, ({ status, body }) =>
      isOne && status === 200 ? { body: { ...(body as object), email_verified: true } } : undefined,
    );
    const noted = store((good) => ({
      async verifyEmail(hash, now) {
        const isVerified = await good.verifyEmail(hash, now);
        isOne ||= isVerified;
        return isVerified;
      },
    }));
    return chained(noted, answered);
  },
  "a server that takes a mailed token as often as it comes": () => {
    const used = new Set<string>();
    return store((good) => ({
      async verifyEmail(hash, now) {
        const isVerified = used.has(hash) || (await good.verifyEmail(hash, now));
        if (isVerified) used.add(hash);
        return isVerified;
      },
    }));
  },
  "a server that compares the first half of a mailed token": () =>
    mailing((mailed) =>
      handlers((good) => ({
        verifyEmail(input) {
          const { token } = input.body;
          const like = mailed.find((each) => each.token.startsWith(token.slice(0, 21)) && token.length > 20);
          return good.verifyEmail({ ...input, body: { ...input.body, token: like?.token ?? token } });
        },
      })),
    ),
  "a server that logs in whose email is verified": () =>
    mailing((mailed) =>
      afterwards(VERIFY_EMAIL, async (response, { token }, env) =>
        response.status === 204 ? loggingIn(response, mailed.find((each) => each.token === token)?.to, env) : response,
      ),
    ),
  "a server that answers a registration with what it mails": () =>
    mailing((mailed) =>
      afterwards(REGISTER, async (response, { email }) => {
        const token = mailed.findLast(({ to }) => to === email)?.token;
        return response.status === 200 && token !== undefined ? withMembers(response, { token }) : response;
      }),
    ),
} satisfies Partial<Record<keyof typeof accountFaults, Mutant>>;
