import { withMethod } from "../../kit/http.ts";
import { CRITICAL } from "../../kit/jwt/critical.ts";
import type { Forgery } from "../../kit/jwt/forgery.ts";
import { goodOf, underHeader } from "../../kit/jwt/forgery.ts";
import { KEYS_IN_THE_HEADER } from "../../kit/jwt/keys-in-the-header.ts";
import { OTHER_KEYS } from "../../kit/jwt/other-keys.ts";
import { SHAPES } from "../../kit/jwt/shapes.ts";
import { TAMPERED } from "../../kit/jwt/tampered.ts";
import { UNSIGNED } from "../../kit/jwt/unsigned.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { forgeryChecks } from "../common/forgeries.ts";
import { forge } from "../common/forging.ts";
import type { AuthSession } from "./client.ts";
import { borrowed, handOn } from "./connected.ts";
import { face } from "./face.ts";
import { areRefused, REFUSED, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** Checks of forged tokens where the user is asked for, with no refresh token beside them. */
export const forged = forgeryChecks(face, "at-me", {
  refused: REFUSED,
  another: async ({ pm, account }) => (await pm.signIn(account)).accessToken,
});

const { "header-of-another-type": otherHeader, "huge-header": hugeHeader, ...shapes } = SHAPES;
const { "usual-secrets": usual, "another-algorithm": anotherAlgorithm, "another-rsa-key": rsa, ...byKid } = OTHER_KEYS;
const { "claims-of-another-type": _, ...critical } = CRITICAL;

/** The tokens of a row, sent in another way than where all rows are; `shows` is how a good one is shown to be good. */
const sent = (
  row: Forgery,
  ask: (session: AuthSession, token: string) => Promise<Exchange>,
  { needs = [], shows = ask }: { readonly needs?: readonly Need[]; readonly shows?: typeof ask } = {},
) =>
  check({
    needs: [...row.needs, ...needs],
    async act(session): Promise<Evidence & { control: Exchange }> {
      const { pm, account } = session;
      const { accessToken } = await pm.cookies(account);
      const control = await shows(session, accessToken);
      const { tokens } = await forge(session, row, accessToken);
      return {
        ...(await oneByOne(
          "attempt",
          tokens.map(
            ({ token }) =>
              () =>
                ask(session, token),
          ),
        )),
        control,
      };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: __, ...attempts }) => areRefused(...Object.values(attempts)),
  });

/** The same where more is done with a signed token than to tell its user. */
const elsewhere = (row: Forgery) => ({
  "at-a-login-by-cookies": sent(
    row,
    async ({ pm }, accessToken) => pm.login({ accessToken, clientId: (await pm.client()).clientId }),
    { needs: ["client"] },
  ),
  // A server need not know HEAD: then it refuses good tokens as well, which GET shows to be good.
  "asked-for-its-head": sent(row, ({ pm }, accessToken) => pm.me({ accessToken }, { request: withMethod("HEAD") }), {
    shows: ({ pm }, accessToken) => pm.me({ accessToken }),
  }),
});

/** A good token's claims, signed with secrets that clients and their users know. */
const byKnownSecrets = check({
  needs: ["client", "disposable-account"],
  async act(session): Promise<Evidence & { control: Exchange }> {
    const { pm, derived } = session;
    const connected = await borrowed(session);
    const { user, held } = connected;
    const control = await pm.me({ accessToken: user.accessToken });
    const known = [
      held.client.clientSecret,
      held.client.clientId,
      held.refreshToken,
      user.account.username,
      "auth_site",
    ];
    const good = goodOf({ token: user.accessToken });
    const tokens = known.map((secret, index) => {
      const token = underHeader(good, { ...good.headers, alg: "HS256" }, "HS256", Buffer.from(secret));
      derived(user.accessToken, token, `HS256 by known secret ${index + 1}`);
      return token;
    });
    const attempts = await oneByOne(
      "attempt",
      tokens.map((accessToken) => () => pm.me({ accessToken })),
    );
    handOn(session, connected);
    return { ...attempts, control };
  },
  control: ({ control }) => succeed(control),
  judge: ({ control: __, ...attempts }) => areRefused(...Object.values(attempts)),
});

/** Checks of tokens that the auth app has not signed, or that say how they are to be read. */
export const forgeries = {
  "pattmayne.tampered-jwt-is-refused": {
    ...forged.refusing({ ...TAMPERED, "header-of-another-type": otherHeader, "huge-header": hugeHeader }),
    ...elsewhere(TAMPERED["altered-signature"]),
    "on-the-connection-of-a-good-one": check({
      async act(session): Promise<Evidence & { control: Exchange }> {
        const { pm, account } = session;
        const { accessToken } = await pm.cookies(account);
        const on = pm.http.connect();
        const control = await pm.me({ accessToken }, { on });
        const { tokens } = await forge(session, TAMPERED["tampered-subject"], accessToken);
        const attempts = await oneByOne(
          "attempt",
          tokens.map(
            ({ token }) =>
              () =>
                pm.me({ accessToken: token }, { on }),
          ),
        );
        return { ...attempts, control };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: __, ...attempts }) => areRefused(...Object.values(attempts)),
    }),
  },
  "pattmayne.unsigned-jwt-is-refused": { ...forged.refusing(UNSIGNED), ...elsewhere(UNSIGNED["alg-none"]) },
  "pattmayne.foreign-secret-is-refused": {
    ...forged.refusing({ "usual-secrets": usual, "another-algorithm": anotherAlgorithm, "another-rsa-key": rsa }),
    "secrets-of-clients": byKnownSecrets,
  },
  "pattmayne.header-selects-no-key": forged.refusing({ ...KEYS_IN_THE_HEADER, ...byKid }),
  "pattmayne.critical-headers-are-refused": forged.refusing(critical),
  "pattmayne.malformed-jws-is-refused": forged.refusing(shapes),
  "pattmayne.refresh-token-is-no-jwt": {
    "other-tokens-of-the-user": check({
      needs: ["client", "disposable-account"],
      async act(session): Promise<Evidence & { control: Exchange }> {
        const { pm } = session;
        const connected = await borrowed(session);
        const { user, held } = connected;
        const control = await pm.me({ accessToken: user.accessToken });
        const { code } = await pm.code(user, held.client);
        const tokens = [user.refreshToken, held.refreshToken, code, held.client.clientSecret];
        const attempts = await oneByOne(
          "attempt",
          tokens.map((accessToken) => () => pm.me({ accessToken })),
        );
        handOn(session, connected);
        return { ...attempts, control };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: __, ...attempts }) => areRefused(...Object.values(attempts)),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
