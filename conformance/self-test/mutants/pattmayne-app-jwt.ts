import { read } from "./jws.ts";
import { withStatus } from "./parts.ts";
import { believed, claiming, isOwn, isWhole, jwts, taking } from "./pattmayne-app-jws.ts";
import { type AppMutants, app, backChannel, claimsOf, handlers, remembering } from "./pattmayne-app-parts.ts";

const A_DAY = 86_400;
const A_MINUTE_MS = 60_000;

/** Client apps that take a token for another user's, or for one that lasts, or that issue such ones. */
export const tokens = {
  "a client app that answers for who has logged in last": () =>
    remembering(({ clientJwts }, arrivals) => ({
      clientJwts: {
        ...clientJwts,
        async read(text) {
          const [token, last] = [await clientJwts.read(text), arrivals.at(-1)];
          return token && last ? { ...token, claims: claimsOf(last) } : token;
        },
      },
    })),
  "a client app that numbers users by their names": () => {
    const numbers = new Map<string, number>();
    return backChannel((good) => ({
      async redeem(code) {
        const arrived = await good.redeem(code);
        if (arrived === undefined) return undefined;
        const userId = numbers.get(arrived.username) ?? arrived.userId;
        numbers.set(arrived.username, userId);
        return { ...arrived, userId };
      },
    }));
  },

  "a client app that serves who has no token as the last user": () => {
    let last: string | undefined;
    return handlers((good) => ({
      async me(input) {
        const { client_jwt: jwt = last } = input.cookies;
        const answer = await good.me({ ...input, cookies: { ...input.cookies, ...(jwt && { client_jwt: jwt }) } });
        if (answer.status === 200) last = jwt;
        return answer;
      },
    }));
  },
  "a client app that takes the beginning of a token": () => {
    const issued: string[] = [];
    return jwts((good) => ({
      async issue(claims, latest) {
        issued.push(await good.issue(claims, latest));
        return issued.at(-1) ?? "";
      },
      read: (text) => good.read(issued.findLast((token) => text !== "" && token.startsWith(text)) ?? text),
    }));
  },
  "a client app that forbids what needs a login": () => app(withStatus(401, 403)),

  "a client app that issues tokens for a day": () => claiming(({ iat }) => ({ exp: Number(iat) + A_DAY })),
  "a client app that renews tokens for a day": () => {
    const users = new Set<unknown>();
    return claiming(({ sub, iat }) => {
      const isRenewed = users.has(sub);
      users.add(sub);
      return isRenewed ? { exp: Number(iat) + A_DAY } : {};
    });
  },
  // What is undefined is left out.
  "a client app that issues one token a user and second": () => claiming(() => ({ jti: undefined })),

  "a client app that asks its auth app about every token": () =>
    handlers((good, { backChannel, clientJwts }) => ({
      async me(input) {
        const { client_jwt: jwt = "", client_refresh_token: refresh } = input.cookies;
        const token = await clientJwts.read(jwt);
        if (token && refresh !== undefined) await backChannel.isValid(Number(token.claims.sub), refresh);
        return good.me(input);
      },
    })),
  "a client app that serves nobody who has logged out elsewhere": () =>
    handlers((good, { backChannel, clientJwts }) => ({
      async me(input) {
        const { client_jwt: jwt = "", client_refresh_token: refresh } = input.cookies;
        const token = await clientJwts.read(jwt);
        const isOut = token && refresh !== undefined && !(await backChannel.isValid(Number(token.claims.sub), refresh));
        return good.me(isOut ? { ...input, cookies: {} } : input);
      },
    })),

  "a client app that lets no token expire": () =>
    jwts((good) => ({
      async read(text) {
        const token = await good.read(text);
        return token && { ...token, isExpired: false };
      },
    })),
  "a client app that gives an expired token a minute more": () =>
    jwts((good, { clock }) => ({
      async read(text) {
        const [token, said] = [await good.read(text), read(text)];
        return token && said ? believed(said, clock.now() - A_MINUTE_MS) : token;
      },
    })),
  "a client app that takes a token without an expiry for one that lasts": () =>
    taking(
      (token, env) => isWhole(token) && isOwn(token, env) && token.claims["exp"] === undefined,
      () => false,
    ),
  "a client app that reads an expiry of text": () =>
    taking(
      (token, env) => isWhole(token) && isOwn(token, env) && typeof token.claims["exp"] === "string",
      (exp, now) => Number(exp) * 1_000 <= now,
    ),

  "a client app that takes a refresh token for a signed one": () =>
    remembering(({ clientJwts }, arrivals) => ({
      clientJwts: {
        ...clientJwts,
        async read(text) {
          const user = arrivals.find(({ refresh }) => refresh === text);
          return user ? { claims: claimsOf(user), isExpired: false } : clientJwts.read(text);
        },
      },
    })),
} satisfies AppMutants;
