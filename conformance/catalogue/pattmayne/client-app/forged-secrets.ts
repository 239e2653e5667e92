import { underHeader } from "../../../kit/jwt/forgery.ts";
import { verifies } from "../../../kit/jwt/jws.ts";
import { checkFor } from "../../../model/check.ts";
import { CannotTest } from "../../../model/errors.ts";
import type { Exchange } from "../../../model/exchange.ts";
import { numbered } from "../../common/parallel.ts";
import { AUTH_SITE } from "../operations.ts";
import { areRefused, succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { readable } from "./readable.ts";

const check = checkFor<AppSession>();

/** The claims of a good signed token, signed by HS256 with other secrets, each of them sent alone. */
export const signedWith = (secretsOf: (session: AppSession) => readonly string[]) =>
  check({
    act: async (session) => {
      const { app, derived } = session;
      const { accessToken } = await app.signIn();
      const control = await app.me({ accessToken });
      const good = readable({ accessToken });
      const attempts: Exchange[] = [];
      for (const [index, secret] of secretsOf(session).entries()) {
        const token = underHeader(good, { ...good.headers, alg: "HS256" }, "HS256", Buffer.from(secret));
        if (token !== accessToken) derived(accessToken, token, `signed with another secret, ${index + 1}`);
        attempts.push(await app.me({ accessToken: token }));
      }
      return { control, ...numbered("attempt", attempts) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) => areRefused(...Object.values<Exchange>(attempts)),
  });

/** What stands in manuals where a secret is to be put. */
const USUAL = [
  ...["secret", "password", "changeme", "your-256-bit-secret", "jwt-secret", "jwt_secret", "test", "key", ""],
  ...["supersecret", "super-secret", "JWT_SECRET", "authmark", "development"],
];

/** Secrets of nobody, of everybody, and those that are meant for something else. */
export const otherSecrets = {
  "usual-secrets": signedWith(() => USUAL),
  "secret-of-another-client": signedWith(({ newSecret }) => [
    newSecret("clientSecret", 43),
    newSecret("clientSecret", 32),
  ]),
  "names-as-secrets": signedWith(({ app }) => [app.clientId, AUTH_SITE, app.origin]),
  "client-secret-as-secret": check({
    act: async ({ app, derived }) => {
      const { accessToken } = await app.signIn();
      const control = await app.me({ accessToken });
      const good = readable({ accessToken });
      const key = Buffer.from(app.clientSecret);
      // Both may be one and the same: the seed gives each client app a secret of its own, and does not say which.
      if (verifies(accessToken, key)) throw new CannotTest("the client app signs with its client secret");
      const token = underHeader(good, { ...good.headers, alg: "HS256" }, "HS256", key);
      derived(accessToken, token, "signed with the client secret");
      return { control, attempt: await app.me({ accessToken: token }) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  }),
} as const;
