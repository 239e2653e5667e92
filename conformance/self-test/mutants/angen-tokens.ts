import type { Seams } from "@authmark/reference-server/app";
import { keyOf } from "@authmark/reference-server/protocols/angen/rules";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { AngenMutants } from "./angen.ts";
import { createPairs, uncounted } from "./angen-pairs.ts";
import { codes, handlers, hearing, saying } from "./angen-parts.ts";
import { store } from "./parts.ts";

const GET_TOKEN = "auth/get_token";
const nobody = "The user or the password is wrong.";

/** A server that ends some of a user's earlier tokens with a new one. */
function ending(isEnded: (earlier: { agent: string; place: number }, agent: string) => boolean): Seams {
  const pairs = createPairs();
  const agents = new Map<string, string>();
  return {
    ...store((good) => ({ ...uncounted(good), ...pairs.over({ ...good, ...uncounted(good) }) })),
    ...handlers((good, env) => ({
      async getToken(input) {
        const answer = await good.getToken(input);
        if (answer.name !== "auth/token") return answer;
        const agent = input.command.user_agent;
        const own = hashOf(answer.message.token.identifier_code);
        agents.set(own, agent);
        const owner = pairs.known.get(own)?.username;
        const earlier = [...pairs.known.values()].filter(({ username }) => username === owner).toReversed();
        await pairs.end(env, (pair) => {
          const { identifier } = pair.hashes;
          const place = earlier.findIndex(({ hashes }) => hashes.identifier === identifier);
          return place > 0 && isEnded({ agent: agents.get(identifier) ?? "", place }, agent);
        });
        return answer;
      },
    })),
  };
}

/** A server that tells the expiry of tokens otherwise. */
function telling(tell: (expiresAt: Date) => unknown): Seams {
  return saying((said) => {
    const { token } = said.message as { token?: { expires_at: string } };
    if (said.name !== "auth/token" || !token) return said;
    return { ...said, message: { token: { ...token, expires_at: tell(new Date(token.expires_at)) } } };
  });
}

/** A server that tells another id with a token. */
function naming(change: (id: string, owner: string) => string): Seams {
  return handlers((good, env) => ({
    async getToken(input) {
      const answer = await good.getToken(input);
      if (answer.name !== "auth/token") return answer;
      const { token } = answer.message;
      const owner = await env.store.findProfile({ uuid: token.user_id });
      return { ...answer, message: { token: { ...token, user_id: change(token.user_id, owner?.username ?? "") } } };
    },
  }));
}

/** A server that says another message where there is no token for a request. */
function refusingAs(name: "system/error", isMeant: (isKnown: boolean) => boolean): Seams {
  return handlers((good, env) => ({
    async getToken(input) {
      const answer = await good.getToken(input);
      const key = keyOf(input.command);
      if (answer.name !== "system/failure" || !key) return answer;
      const isKnown = (await env.store.findProfile(key)) !== undefined;
      return isMeant(isKnown) ? { name, message: { reason: nobody } } : answer;
    },
  }));
}

/** A server that goes by another identifier of a request for a token. */
function goingBy(choose: (given: Readonly<Record<string, unknown>>) => readonly string[] | undefined): Seams {
  return hearing(({ name, command, ...rest }) => {
    if (name !== GET_TOKEN || typeof command !== "object" || command === null) return undefined;
    const kept = choose(command);
    const isKept = ([member]: [string, unknown]) => !["email", "id", "name"].includes(member) || kept?.includes(member);
    return kept && { name, command: Object.fromEntries(Object.entries(command).filter(isKept)), ...rest };
  });
}

/** Servers that are broken where a password yields a token. */
export const tokens = {
  "a server that refuses every third token of a user": () => {
    const counts = new Map<string, number>();
    return codes((good) => ({
      async issue(account, address) {
        const count = (counts.get(account.username) ?? 0) + 1;
        counts.set(account.username, count);
        return count % 3 === 0 ? undefined : good.issue(account, address);
      },
    }));
  },
  "a server that names who got a token before": () => {
    let before: string | undefined;
    return naming((id) => {
      const told = before ?? id;
      before = id;
      return told;
    });
  },
  "a server that tells the name of a user for the id": () => naming((_id, owner) => owner),
  "a server that logs in where it gives a token": () => loggingIn(() => true),
  "a server that logs in where it gives a token to who is logged in": () => loggingIn((isLoggedIn) => isLoggedIn),
  "a server that takes a wrong password for a malformed command": () =>
    refusingAs("system/error", (isKnown) => isKnown),
  "a server that takes an unknown user for a malformed command": () =>
    refusingAs("system/error", (isKnown) => !isKnown),
  "a server that registers unknown users when they ask for a token": () =>
    handlers((good, env) => ({
      async getToken(input) {
        const { name, password } = input.command;
        const email = `${name}@example.com`;
        const account = { username: name ?? "", passwordHash: await env.passwords.hash(password), email };
        if (name !== undefined) await env.store.insertProfile(account);
        return good.getToken(input);
      },
    })),
  "a server that knows nobody by email": () =>
    store((good) => ({ findProfile: async (key) => ("email" in key ? undefined : good.findProfile(key)) })),
  "a server that forgets the email of who registers": () =>
    store((good) => ({
      insertProfile: (account) => good.insertProfile({ ...account, email: `${account.username}@nowhere.example` }),
    })),
  "a server that knows nobody by id": () =>
    handlers((good) => ({
      getToken: (input) => {
        const { id, ...command } = input.command;
        return good.getToken(id === undefined ? input : { ...input, command: { ...command, name: `id:${id}` } });
      },
    })),
  "a server that takes an id for a name": () =>
    hearing(({ name, command, ...rest }) => {
      if (name !== GET_TOKEN || typeof command?.["id"] !== "string" || command["name"] !== undefined) return undefined;
      const { id, ...others } = command;
      return { name, command: { ...others, name: id }, ...rest };
    }),
  "a server that goes by the name first": () =>
    goingBy(({ name }) => (typeof name === "string" ? ["name"] : undefined)),
  "a server that goes by the id before the email": () =>
    goingBy(({ id }) => (typeof id === "string" ? ["id"] : undefined)),
  "a server that goes by the name where nobody has the email": () =>
    handlers((good, env) => ({
      async getToken(input) {
        const { email, id: _id, ...command } = input.command;
        const isUnknown = email !== undefined && !(await env.store.findProfile({ email }));
        return good.getToken(isUnknown ? { ...input, command } : input);
      },
    })),
  "a server that goes by whichever identifier has the password": () =>
    handlers((good) => ({
      async getToken(input) {
        const { email, id, name, ...command } = input.command;
        const keys = [email !== undefined && { email }, id !== undefined && { id }, name !== undefined && { name }];
        for (const key of keys) {
          const answer = key && (await good.getToken({ ...input, command: { ...command, ...key } }));
          if (answer && answer.name === "auth/token") return answer;
        }
        return good.getToken(input);
      },
    })),
  "a server that takes a token of nobody for a wrong password": () =>
    handlers((good) => ({
      async getToken(input) {
        const answer = await good.getToken(input);
        if (answer.name !== "system/error") return answer;
        return { name: "system/failure", message: { command: GET_TOKEN, reason: nobody } };
      },
    })),
  "a server that takes a token of nobody for one of whom it knew last": () => {
    let last: string | undefined;
    return handlers((good) => ({
      async getToken(input) {
        const { name, email, id } = input.command;
        const isNobodys = name === undefined && email === undefined && id === undefined && last !== undefined;
        const answer = await good.getToken(
          isNobodys ? { ...input, command: { ...input.command, id: last ?? "" } } : input,
        );
        if (answer.name === "auth/token") last = answer.message.token.user_id;
        return answer;
      },
    }));
  },
  "a server that keeps one token a user": () => ending(() => true),
  "a server that keeps one token a user and program": () => ending((earlier, agent) => earlier.agent === agent),
  "a server that keeps three tokens a user": () => ending(({ place }) => place >= 3),

  // Expiries
  "a server that tells an expiry in milliseconds": () => telling((expiresAt) => String(expiresAt.getTime())),
  "a server that tells an expiry as a number": () => telling((expiresAt) => expiresAt.getTime() / 1_000),
  "a server that tells an expiry without its zone": () =>
    telling((expiresAt) => expiresAt.toISOString().replace("Z", "")),
  "a server that tells an expiry as HTTP does": () => telling((expiresAt) => expiresAt.toUTCString()),
  "a server that tells local time for UTC": () =>
    telling((expiresAt) => new Date(expiresAt.getTime() - 2 * 3_600_000).toISOString()),
} satisfies AngenMutants;

/** A server that makes some connections a user's where it gives that user a token. */
function loggingIn(isMeant: (isLoggedIn: boolean) => boolean): Seams {
  return handlers((good, env) => ({
    async getToken(input) {
      const answer = await good.getToken(input);
      if (answer.name !== "auth/token" || !isMeant(input.user !== undefined)) return answer;
      const login = await env.store.findProfile({ uuid: answer.message.token.user_id });
      return { ...answer, ...(login && { login }) };
    },
  }));
}
