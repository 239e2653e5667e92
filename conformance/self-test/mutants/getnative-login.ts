import type { GetnativeMutants } from "./getnative.ts";
import { FIELD, handlers, LOGIN, localPart, rules, withoutTag } from "./getnative-parts.ts";
import { answering, passwords, passwordsAs, store, withFields } from "./parts.ts";
import { pathOf } from "./requests.ts";

/** Servers that are broken where an email and a password yield a token. */
export const login = {
  "a server that tells of an unreadable body under status 200": () =>
    answering(LOGIN, ({ status, body }) =>
      status === 400 && JSON.stringify(body).includes("JSON") ? { status: 200 } : undefined,
    ),
  "a server that answers an error outside of a list": () =>
    answering(LOGIN, ({ status, body }) => (status >= 400 ? { body: (body as readonly unknown[])[0] } : undefined)),
  "a server that leaves out the code of its errors": () =>
    answering(LOGIN, ({ status, body }) =>
      status >= 400 ? { body: (body as { message: string }[]).map(({ message }) => ({ message })) } : undefined,
    ),
  "a server that tells the number of a user as text": () =>
    answering(LOGIN, ({ status, body }) => {
      const { id, ...user } = body as { id: number };
      return status === 200 ? { body: { id: String(id), ...user } } : undefined;
    }),

  "a server that refuses every third login of a user": () => {
    const logins = new Map<string, number>();
    return handlers((good) => ({
      async login(input) {
        const { email } = input.body;
        const answer = await good.login(input);
        if (answer.status !== 200) return answer;
        const count = (logins.get(email) ?? 0) + 1;
        logins.set(email, count);
        return count % 3 === 0 ? good.login({ ...input, body: { email, password: "" } }) : answer;
      },
    }));
  },
  "a server that issues tokens which are good a second later": () =>
    rules((good) => ({
      times(settings, now) {
        const times = good.times(settings, now);
        return { ...times, nbf: times.iat + 1 };
      },
    })),
  "a server that takes any password of a known user": () =>
    passwords(() => ({ verify: async (_, phc) => phc !== undefined })),
  "a server that takes a wrong password when it comes again": () => {
    const wrong = new Set<string>();
    return passwords((good) => ({
      async verify(password, phc) {
        const key = `${phc} ${password}`;
        if (phc !== undefined && wrong.has(key)) return true;
        const right = await good.verify(password, phc);
        if (!right) wrong.add(key);
        return right;
      },
    }));
  },
  "a server that registers unknown users when they log in": () =>
    handlers((good, env) => ({
      async login(input) {
        const { email, password } = input.body;
        await env.store.insertUser({ username: email, passwordHash: await env.passwords.hash(password) });
        return good.login(input);
      },
    })),
  "a server that says which emails it knows": () =>
    handlers((good, env) => ({
      async login(input) {
        const answer = await good.login(input);
        if (answer.status !== 401 || (await env.store.findUser(input.body.email))) return answer;
        return { ...answer, body: [{ message: "There is no such user.", code: "UserUnknown" }] };
      },
    })),
  "a server that ignores the tag of an email": () =>
    store((good) => ({ findUser: (email) => good.findUser(localPart(email, withoutTag)) })),
  "a server that knows emails without their tags": () =>
    store((good) => ({
      findUser: (email) => good.findUser(localPart(email, withoutTag)),
      insertUser: (account) => good.insertUser({ ...account, username: localPart(account.username, withoutTag) }),
    })),
  "a server that compares the domain of an email in its case": () =>
    handlers((good) => ({
      login: ({ body, ...input }) => {
        const isOther = /@.*[A-Z]/.test(body.email);
        return good.login({ ...input, body: isOther ? { ...body, email: "" } : body });
      },
    })),
  "a server that refuses a login without a challenge": () =>
    withFields((fields, request) => {
      if (pathOf(request) === LOGIN) fields.delete("www-authenticate");
    }),
  "a server that lets caches keep tokens": () =>
    withFields((fields) => {
      if (fields.has(FIELD)) fields.delete("cache-control");
    }),
  "a server that lets caches keep the tokens of what they ask for": () =>
    withFields((fields, request) => {
      if (fields.has(FIELD) && request.method === "GET") fields.set("cache-control", "private, max-age=60");
    }),
  "a server that compares passwords byte by byte": () =>
    passwordsAs((password) => Buffer.from(password).toString("base64")),
} satisfies GetnativeMutants;
