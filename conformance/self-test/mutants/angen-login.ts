import type { Profile } from "@authmark/reference-server/store/profile-port";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { AngenMutants } from "./angen.ts";
import { amongGuests, codes, conversing, errorFor, handlers, saying } from "./angen-parts.ts";

const isFailedLogin = (message: { name: string }, asked: { name?: unknown }) =>
  asked.name === "auth/login" && message.name === "system/failure";

/** A server that tells another user of a login. */
function telling(change: (user: { id: string; name: string }) => { id: string; name: string }) {
  return saying((said) =>
    said.name === "auth/logged_in"
      ? { ...said, message: { user: change(said.message["user"] as { id: string; name: string }) } }
      : said,
  );
}

/** A server that logs in by a code so many times. */
function loggingInAtMost(times: number) {
  const counts = new Map<string, number>();
  return codes((good) => ({
    async find(identifier) {
      const record = await good.find(identifier);
      const count = (counts.get(identifier) ?? 0) + 1;
      if (record) counts.set(identifier, count);
      return count > times ? undefined : record;
    },
  }));
}

/** Servers that are broken where a code logs a connection in. */
export const login = {
  "a server that says that it logged a connection in, and did not": () =>
    handlers((good) => ({
      async login(input) {
        const { login: _, ...answer } = await good.login(input);
        return answer;
      },
    })),
  "a server that gives tokens which are good a second later": () => {
    const goodFrom = new Map<string, number>();
    return codes((good, env) => ({
      async issue(account, address) {
        const pair = await good.issue(account, address);
        if (pair) goodFrom.set(pair.identifier, env.clock.now() + 1_000);
        return pair;
      },
      find: async (identifier) =>
        env.clock.now() < (goodFrom.get(identifier) ?? 0) ? undefined : good.find(identifier),
    }));
  },
  "a server that tells at a login who logged in before": () => {
    let before: { id: string; name: string } | undefined;
    return telling((user) => {
      const told = before ?? user;
      before = user;
      return told;
    });
  },
  "a server that uses identifier codes up": () => loggingInAtMost(1),
  "a server that takes an identifier code three times": () => loggingInAtMost(3),
  "a server that keeps one connection a token": () =>
    amongGuests((message, _asked, own, all) => {
      const others = all.filter((other) => other !== own && other.code === own.code);
      if (message.name === "auth/logged_in") for (const { wire } of others) wire.finish();
      return message;
    }),
  "a server that logs out the connection that a token logged in before": () =>
    amongGuests((message, _asked, own, all) => {
      const others = all.filter((other) => other !== own && other.code === own.code);
      if (message.name === "auth/logged_in") for (const { forget } of others) forget();
      return message;
    }),
  "a server that takes a bad identifier code for a malformed command": () =>
    saying((message, asked) => (isFailedLogin(message, asked) ? errorFor(asked) : message)),
  "a server that logs out on a failed login": () =>
    saying((message, asked, { forget }) => {
      if (isFailedLogin(message, asked)) forget();
      return message;
    }),
  "a server that closes the connection after a failed login": () =>
    saying((message, asked, { wire }) => {
      if (isFailedLogin(message, asked)) wire.finish();
      return message;
    }),
  "a server that logs a connection in before it looks at the expiry": () =>
    handlers((good, env) => ({
      async login(input) {
        const answer = await good.login(input);
        if (answer.name !== "system/failure") return answer;
        const record = await env.store.findPair(hashOf(input.command.identifier_code));
        return { ...answer, ...(record && { login: record.profile }) };
      },
    })),
  "a server that logs in who was there last on a failed login": () => {
    let last: Profile | undefined;
    return handlers((good) => ({
      async login(input) {
        const answer = await good.login(input);
        last = answer.login ?? last;
        return answer.name === "system/failure" && last ? { ...answer, login: last } : answer;
      },
    }));
  },
  "a server that keeps the first login of a connection": () =>
    handlers((good) => ({
      async login(input) {
        const { login, ...answer } = await good.login(input);
        return { ...answer, ...(login && { login: input.user ?? login }) };
      },
    })),
  "a server that logs out who logs in again": () =>
    conversing(({ forget }) => {
      let logins = 0;
      let isAgain = false;
      return {
        async take(line, good) {
          isAgain = false;
          await good(line);
          if (isAgain) forget();
        },
        say(message) {
          if (message.name === "auth/logged_in") isAgain = logins++ > 0;
          return message;
        },
      };
    }),
  "a server that shares a login between all connections": () => {
    let last: Profile | undefined;
    return handlers((good) => ({
      async login(input) {
        const answer = await good.login(input);
        last = answer.login ?? last;
        return answer;
      },
      whoami: (input) => good.whoami({ ...input, user: input.user ?? last }),
    }));
  },
  "a server that keeps a login for the next connection": () => {
    let left: string | undefined;
    return conversing(() => {
      let [kept, own, isSilent] = [left, left, false];
      left = undefined;
      return {
        async take(line, good) {
          if (kept !== undefined) {
            isSilent = true;
            await good({ text: kept });
            [kept, isSilent] = [undefined, false];
          }
          await good(line);
        },
        say(message, asked) {
          if (isSilent) return undefined;
          if (message.name === "auth/logged_in") own = JSON.stringify(asked);
          return message;
        },
        close: () => {
          left = own ?? left;
        },
      };
    });
  },
  "a server that names who logged in last": () => {
    let last: Profile | undefined;
    return handlers((good) => ({
      async login(input) {
        const answer = await good.login(input);
        last = answer.login ?? last;
        return answer;
      },
      whoami: (input) => good.whoami({ ...input, user: input.user && last }),
    }));
  },
  "a server that answers once whose connection it is": () =>
    saying((message, _asked, { forget }) => {
      if (message.name === "connections/youare") forget();
      return message;
    }),
  "a server that calls who is not logged in a guest": () =>
    handlers((good) => ({
      whoami: async (input) =>
        input.user ? good.whoami(input) : { name: "connections/youare", message: { user: { id: "0", name: "guest" } } },
    })),
  "a server that takes the question of nobody for a malformed one": () =>
    saying((message, asked) =>
      asked.name === "connections/whoami" && message.name === "system/failure" ? errorFor(asked) : message,
    ),
} satisfies AngenMutants;
