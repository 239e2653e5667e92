import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { canonicalEmail } from "@authmark/reference-server/accounts/emails";
import type { Env } from "@authmark/reference-server/env";
import { refusal } from "@authmark/reference-server/protocols/pattmayne/errors";
import type { AuthAppHandlers } from "@authmark/reference-server/protocols/pattmayne/handlers";
import { clientIdOf, welcome } from "@authmark/reference-server/protocols/pattmayne/logins";
import { findDestination } from "@authmark/reference-server/protocols/pattmayne/sites";
import type { Member } from "@authmark/reference-server/store/member-port";
import type { accountFaults } from "../../faults/pattmayne-accounts.ts";
import type { Mutant } from "./broken.ts";
import { answering, passwordsAs, store } from "./parts.ts";
import { mails } from "./pattmayne-mails.ts";
import { chained, handlers, ME, OWN_CLIENT, REGISTER, rewriting } from "./pattmayne-parts.ts";

type Register = AuthAppHandlers["register"];
type Registration = Parameters<Register>[0];

const taken = refusal(409, "The name or the email is taken.");

/** The answer to a registration of somebody who has an account, as if the password were right. */
async function welcomed(user: Member | undefined, { body }: Registration, env: Env) {
  const destination = await findDestination(body.client_id ?? OWN_CLIENT, env);
  if (!user || destination === "unknown" || destination === "inactive") return taken;
  const entered = await env.grants.enter(user, clientIdOf(destination));
  return entered ? welcome(entered, { destination, state: body.state }, env) : taken;
}

/** A server that treats users who register again otherwise. */
function onKnownEmail(treat: (known: Member, input: Registration, env: Env, good: Register) => ReturnType<Register>) {
  return handlers((good, env) => ({
    async register(input) {
      const known = await env.store.findMember({ email: canonicalEmail(input.body.email) });
      return known ? treat(known, input, env, good.register) : good.register(input);
    },
  }));
}

/** A server that spells passwords otherwise, those of registrations before it looks at them. */
function spelling(spell: (password: string) => string) {
  return chained(
    passwordsAs(spell),
    handlers((good) => ({
      register: (input) => good.register({ ...input, body: { ...input.body, password: spell(input.body.password) } }),
    })),
  );
}

/** From a look to the act: passwords are hashed before, each for some milliseconds. */
const WINDOW_MS = 20;

const lengthOf = (password: string) => [...password].length;

/** Auth apps that are broken where accounts are made. */
export const accounts = {
  "a server that makes accounts and sets no cookies": () => ({
    respond({ body, status, headers: good }, { url }) {
      const headers = new Headers(good);
      if (new URL(url).pathname === REGISTER) headers.delete("set-cookie");
      return new Response(body, { status, headers });
    },
  }),
  "a server that registers at home, whatever the client": () =>
    answering(REGISTER, ({ status, body }) => {
      const { redirect_uri: _, ...rest } = body as Record<string, unknown>;
      return status === 200 ? { body: rest } : undefined;
    }),
  "a server that registers at clients that are switched off": () =>
    handlers((good, env) => ({
      async register(input) {
        const client = await env.store.findClient(input.body.client_id ?? OWN_CLIENT);
        if (!client || client.isActive) return good.register(input);
        await env.store.changeClient({ ...client, isActive: true });
        const answer = await good.register(input);
        await env.store.changeClient(client);
        return answer;
      },
    })),
  "a server that refuses a known email, whatever the password": () => onKnownEmail(async () => taken),
  "a server that logs known users in at home alone": () =>
    onKnownEmail(async (_, input, __, register) =>
      register({ ...input, body: { ...input.body, client_id: OWN_CLIENT } }),
    ),
  "a server that logs in whoever registers a known email": () =>
    onKnownEmail((known, input, env) => welcomed(known, input, env)),
  "a server that gives a known email a new password": () =>
    onKnownEmail(async (known, input, env, register) => {
      const passwordHash = await env.passwords.hash(input.body.password);
      await env.store.replacePassword({ username: known.username, passwordHash });
      return register(input);
    }),
  "a server that does not count the registrations that it refuses": () =>
    onKnownEmail(async (known, input, env, register) =>
      (await env.passwords.verify(input.body.password, known.passwordHash)) ? register(input) : taken,
    ),
  "a server that gives a taken name a new password": () =>
    handlers((good, env) => ({
      async register(input) {
        const { username, email, password } = input.body;
        const isNew = (await env.store.findMember({ email: canonicalEmail(email) })) === undefined;
        const owner = isNew ? await env.store.findMember({ username }) : undefined;
        if (owner) await env.store.replacePassword({ username, passwordHash: await env.passwords.hash(password) });
        return good.register(input);
      },
    })),
  "a server that logs in whoever registers a name with its password": () =>
    handlers((good, env) => ({
      async register(input) {
        const { username, password } = input.body;
        const owner = await env.store.findMember({ username });
        const isOwner = owner && (await env.passwords.verify(password, owner.passwordHash));
        return isOwner ? welcomed(owner, input, env) : good.register(input);
      },
    })),
  "a server that looks whether a name is free, and takes it a moment later": () =>
    store((good) => ({
      async insertMember(account) {
        if (await good.findMember({ username: account.username })) return undefined;
        await sleep(WINDOW_MS);
        // Who comes later gets what an earlier one has just taken.
        return (await good.insertMember(account)) ?? good.findMember({ username: account.username });
      },
    })),
  "a server that looks whether an email is free, and takes it a moment later": () =>
    store((good) => ({
      async insertMember(account) {
        if (await good.findMember({ email: account.email })) return undefined;
        await sleep(WINDOW_MS);
        // Who comes later gets what an earlier one has just taken.
        return (await good.insertMember(account)) ?? good.findMember({ email: account.email });
      },
    })),
  "a server that makes an account without an email": () =>
    rewriting(REGISTER, (sent) =>
      typeof sent["email"] === "string" && sent["email"] !== ""
        ? sent
        : { ...sent, email: `${sent["username"]}@nowhere.example` },
    ),
  "a server that takes an email for a name": () =>
    handlers((good, env) => ({
      async register(input) {
        const { username, password } = input.body;
        if (!username.includes("@")) return good.register(input);
        const passwordHash = await env.passwords.hash(password);
        const email = canonicalEmail(input.body.email);
        return welcomed(await env.store.insertMember({ username, passwordHash, email }), input, env);
      },
    })),

  "a server that takes passwords of five characters": () =>
    spelling((password) => (lengthOf(password) === 5 ? `${password}~` : password)),
  "a server that takes passwords of any length": () =>
    spelling((password) => (lengthOf(password) > 128 ? createHash("sha256").update(password).digest("hex") : password)),
  "a server that takes no password of more than 100 characters": () =>
    handlers((good) => ({
      register: async (input) =>
        lengthOf(input.body.password) > 100 ? refusal(422, "The password is too long.") : good.register(input),
    })),
  "a server that keeps the first 128 characters of a password": () =>
    spelling((password) => [...password].slice(0, 128).join("")),
  "a server that ignores dots in names": () =>
    store((good) => ({
      async insertMember(account) {
        const owner = await good.findMember({ username: account.username.replaceAll(".", "") });
        if (!owner) return good.insertMember({ ...account, username: account.username.replaceAll(".", "") });
        await good.replacePassword({ ...account, username: owner.username });
        return good.findMember({ username: owner.username });
      },
      findMember: (key) => good.findMember("email" in key ? key : { username: key.username.replaceAll(".", "") }),
    })),
  "a server that logs in who is gone": () =>
    store((good) => {
      const seen = new Map<string, { member: Member; email: string }>();
      return {
        async findMember(key) {
          const member = await good.findMember(key);
          if (member?.email) seen.set(member.username, { member, email: member.email });
          const known = "username" in key ? seen.get(key.username) : undefined;
          if (member || !known) return member;
          return good.insertMember({ ...known.member, email: known.email });
        },
      };
    }),

  "a server that takes every new email for verified": () =>
    answering(ME, ({ status, body }) =>
      status === 200 ? { body: { ...(body as object), email_verified: true } } : undefined,
    ),
  ...mails,
} satisfies Record<keyof typeof accountFaults, Mutant>;
