import type { AngenMutants } from "./angen.ts";
import { createPairs, uncounted } from "./angen-pairs.ts";
import { handlers } from "./angen-parts.ts";
import { credentials } from "./common-credentials.ts";
import { passwordsAs, store } from "./parts.ts";

/** Servers that are broken in how they compare and keep names and passwords. */
export const angenCredentials = {
  ...credentials,
  "a server that folds the case of names": () =>
    store((good) => ({
      findProfile: (key) =>
        good.findProfile("username" in key ? { username: key.username.toUpperCase().toLowerCase() } : key),
    })),
  "a server that takes any password of a known user": () => ({
    env: (env) => ({ ...env, passwords: { ...env.passwords, verify: async (_, phc) => phc !== undefined } }),
  }),
  "a server that takes a wrong password when it comes again": () => {
    const wrong = new Set<string>();
    return {
      env: (env) => ({
        ...env,
        passwords: {
          ...env.passwords,
          async verify(password, phc) {
            const key = `${phc} ${password}`;
            if (phc !== undefined && wrong.has(key)) return true;
            const right = await env.passwords.verify(password, phc);
            if (!right) wrong.add(key);
            return right;
          },
        },
      }),
    };
  },
  "a server that compares passwords byte by byte": () =>
    passwordsAs((password) => Buffer.from(password).toString("base64")),
  "a server that keeps the first 256 characters of a password": () => passwordsAs((password) => password.slice(0, 256)),
  "a server that keeps the first 256 characters of a changed password": () =>
    handlers((good) => ({
      changePassword: ({ command, ...input }) =>
        good.changePassword({ ...input, command: { ...command, new_password: command.new_password.slice(0, 256) } }),
    })),
  "a server that ignores dots in names": () => takingOver((name) => name.replaceAll(".", "")),
  "a server that gives an account to who registers its name in capitals": () =>
    takingOver((name) => name.toLowerCase()),
  "a server that ends a user's tokens on a failed login": () => {
    const pairs = createPairs();
    return {
      ...store((good) => ({ ...uncounted(good), ...pairs.over({ ...good, ...uncounted(good) }) })),
      ...handlers((good, env) => ({
        async getToken(input) {
          const answer = await good.getToken(input);
          const { name } = input.command;
          if (answer.name === "system/failure") await pairs.end(env, ({ username }) => username === name);
          return answer;
        },
      })),
    };
  },
} satisfies AngenMutants;

/** A server that gives the account of a name to who registers one that it takes for the same. */
function takingOver(seen: (name: string) => string) {
  return handlers((good, env) => ({
    async register(input) {
      const { name, password } = input.command;
      const owner = seen(name) === name ? undefined : await env.store.findProfile({ username: seen(name) });
      if (owner === undefined) return good.register(input);
      await env.store.changePassword(owner, await env.passwords.hash(password));
      return { name: "account/registered", message: { user: { id: owner.uuid, name: owner.username } } };
    },
  }));
}
