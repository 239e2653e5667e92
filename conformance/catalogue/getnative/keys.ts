import { expectThat } from "../../kit/expect.ts";
import { objectIn, partsOf, verifies } from "../../kit/jwt/jws.ts";
import { keyOf, privateMembersOf, publicKeysIn } from "../../kit/jwt/public-keys.ts";
import { checkFor, type Given } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Jwk } from "../../model/jwt.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { GetnativeSession } from "./client.ts";
import { succeed } from "./outcomes.ts";
import { jwtsIn, tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();

const LEAST_BITS = 2048;
const BITS_OF_A_BYTE = 8;

type Judge = (exchange: Exchange, keys: readonly Jwk[]) => readonly Finding[];

/** The keys that an answer publishes. */
export const publishedIn = ({ response }: Exchange): readonly Jwk[] => publicKeysIn(jsonIn(response?.body));

function jsonIn(text = ""): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Judges each exchange that brought a token by the keys that are published at the end, or else by the given ones. */
function byTheKeys(judge: Judge) {
  return ({ keys: answer, ...issuing }: Evidence, { jwt }: Given): readonly Finding[] => {
    const published = answer ? publishedIn(answer) : [];
    const keys = published.length > 0 ? published : (jwt.publicKeys ?? []);
    return Object.values(issuing)
      .filter((exchange) => tokenOf(exchange) !== undefined)
      .flatMap((exchange) => judge(exchange, keys));
  };
}

/** Every way to a token, and then the keys. */
const lifeOfAnAccount = (judge: Judge) =>
  check({
    needs: ["public-key", "registration", "password-change"],
    async act({ gn, newPassword }): Promise<Evidence & Record<"registration", Exchange>> {
      const { account, from: registration, token } = await gn.registered();
      const password = newPassword(20);
      const change = await gn.changePassword(token, { current: account.password, next: password });
      const login = await gn.login({ ...account, password });
      const keys = await gn.jwks();
      return { registration, use: await gn.account(token), change, login, ...(keys && { keys }) };
    },
    control: ({ registration }) => succeed(registration),
    judge: byTheKeys(judge),
  });

/** Tokens of a login, of a use and of the use of that, and then the keys. */
const threeInARow = (judge: Judge) =>
  check({
    needs: ["public-key"],
    async act({ gn, account }): Promise<Evidence & Record<"login", Exchange>> {
      const first = await gn.fresh(account);
      const second = await gn.next(first);
      const login = await gn.sharedLogin(account);
      const keys = await gn.jwks();
      return { login, first: first.from, second: second.from, ...(keys && { keys }) };
    },
    control: ({ login }) => succeed(login),
    judge: byTheKeys(judge),
  });

const everyToken = (judge: (exchange: Exchange) => readonly Finding[]) =>
  check({
    whole: true,
    act: async (): Promise<Evidence> => ({}),
    judge: (evidence) =>
      Object.values(evidence)
        .filter((exchange) => tokenOf(exchange) !== undefined)
        .flatMap((exchange) => judge(exchange)),
  });

/** The parts of the token that came with an answer; empty ones for what is no JWT. */
function tokenParts(exchange: Exchange) {
  const [header = "", payload = "", signature = ""] = tokenOf(exchange)?.split(".") ?? [];
  return { header, payload, signature };
}

/** Finds fault with a header that says another algorithm. */
export function saysRs256(exchange: Exchange): readonly Finding[] {
  const { alg } = objectIn(tokenParts(exchange).header);
  return expectThat(alg === "RS256", exchange.step, "alg RS256", `alg ${JSON.stringify(alg) ?? "missing"}`);
}

/** Finds fault with a token that none of the keys verifies. */
export function isVerified(exchange: Exchange, keys: readonly Jwk[]): readonly Finding[] {
  const { header, payload, signature } = tokenParts(exchange);
  const token = `${header}.${payload}.${signature}`;
  const whole = header !== "" && payload !== "" && signature !== "";
  const fine = whole && keys.some((jwk) => verifies(token, keyOf(jwk)));
  return [
    ...saysRs256(exchange),
    ...expectThat(fine, exchange.step, "a signature that the public key verifies", "one that it does not verify"),
  ];
}

/** Finds fault with a signature that is shorter than one by a key of that length (RFC 8017 §8.2.1). */
export function isLongEnough(exchange: Exchange): readonly Finding[] {
  const bits = Buffer.from(tokenParts(exchange).signature, "base64url").length * BITS_OF_A_BYTE;
  return expectThat(bits >= LEAST_BITS, exchange.step, `a signature of ${LEAST_BITS} bits or more`, `${bits} bits`);
}

/** Finds fault with an RSA key that is shorter. */
export function areLongEnough(keys: readonly Jwk[], at: string): readonly Finding[] {
  const lengths = keys.map((jwk) => keyOf(jwk).asymmetricKeyDetails?.modulusLength ?? LEAST_BITS);
  return lengths.flatMap((bits) =>
    expectThat(bits >= LEAST_BITS, at, `a key of ${LEAST_BITS} bits or more`, `${bits} bits`),
  );
}

/** The private members anywhere in a value: of a JWK, or a private key as text. */
export function secretsOf(value: unknown): string[] {
  if (typeof value === "string") return value.includes("PRIVATE KEY-----") ? ["a private key in PEM"] : [];
  if (typeof value !== "object" || value === null) return [];
  const own = "kty" in value ? privateMembersOf(value) : [];
  return [...own, ...Object.values(value).flatMap(secretsOf)];
}

/** Finds fault with private members, wherever they were seen. */
const arePublic = (value: unknown, at: string): readonly Finding[] => {
  const secrets = [...new Set(secretsOf(value))];
  return expectThat(secrets.length === 0, at, "no private member", secrets.join(", "));
};

/** Whether two tokens were signed by one key, as far as can be seen. */
function haveOneKey(one: string, other: string, keys: readonly Jwk[]): boolean {
  return keys.some((jwk) => verifies(one, keyOf(jwk)) && verifies(other, keyOf(jwk)));
}

/** A token that is a compact JWS; anything else is for other checks to say. */
function aJws(token: string): string {
  try {
    partsOf(token);
    return token;
  } catch {
    throw new CannotTest("the target's tokens are no signed JWTs");
  }
}

/** Checks of the keys that tokens are signed with. */
export const keys = {
  "getnative.token-is-signed-with-rs256": {
    "the-whole-run": everyToken(saysRs256),
    "three-in-a-row": threeInARow(isVerified),
    "life-of-an-account": lifeOfAnAccount(isVerified),
  },
  "getnative.key-has-2048-bits": {
    "the-whole-run": everyToken(isLongEnough),
    "the-public-key": check({
      needs: ["public-key"],
      act: async ({ gn, account }) => ({ login: await gn.sharedLogin(account) }),
      control: ({ login }) => succeed(login),
      judge: ({ login }, { jwt }) => areLongEnough(jwt.publicKeys ?? [], login.step),
    }),
  },
  "getnative.public-key-is-published": {
    "the-published-keys": check({
      async act({ gn, account }) {
        const first = await gn.fresh(account);
        return { first: first.from, keys: await gn.http.call("jwks", {}) };
      },
      control: ({ first }) => succeed(first),
      judge: ({ first, keys: answer }) => [...succeed(answer), ...isVerified(first, publishedIn(answer))],
    }),
  },
  "getnative.published-keys-are-public": {
    "the-published-keys": check({
      needs: ["published-keys"],
      act: async ({ gn }) => ({ keys: await gn.http.call("jwks", {}) }),
      control: ({ keys: answer }) => succeed(answer),
      judge: ({ keys: { step, response } }) => arePublic(jsonIn(response?.body) ?? response?.body, step),
    }),
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      // A header may hold a key as well.
      judge: (evidence) =>
        Object.values(evidence).flatMap((exchange) =>
          jwtsIn(exchange).flatMap((token) => arePublic(objectIn(token.split(".")[0] ?? ""), exchange.step)),
        ),
    }),
  },
  "getnative.tokens-outlive-a-key-rotation": {
    "after-a-key-rotation": check({
      needs: ["rotate-key-hook", "published-keys"],
      exclusive: true,
      async act({ gn, account, hook, jwt }) {
        const before = await gn.fresh(account);
        const control = await gn.account(before.token);
        await hook("rotate-key");
        const login = await gn.signIn(account);
        const keys = await gn.http.call("jwks", {});
        const known = [...(jwt.publicKeys ?? []), ...publishedIn(keys)];
        if (haveOneKey(aJws(before.token), aJws(login.token), known)) {
          throw new CannotTest("hooks.rotate-key left the key as it was");
        }
        return {
          control,
          login: login.from,
          keys,
          new: await gn.account(login.token),
          old: await gn.account(before.token),
        };
      },
      control: ({ control, login, new: use }) => succeed(control, login, use),
      judge: ({ old }) => succeed(old),
    }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
