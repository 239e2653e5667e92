import { expectThat } from "../../kit/expect.ts";
import { fields, statusOf, withQuery } from "../../kit/http.ts";
import { inOtherCase } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { type Asker, atEachRoute } from "./back-channel.ts";
import type { AuthSession } from "./client.ts";
import { borrowed, exchange, exchanged, handOn, isAlive } from "./connected.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();
const OWN = ["client", "disposable-account"] as const satisfies readonly Need[];

const refused = { judge: (attempts: readonly Exchange[]) => areRefused(...attempts) };
const changesNothing = { judge: () => [], judgeAfter: (after: Exchange) => areValid(after) };
const withSecret =
  (clientId: string) =>
  (clientSecret: unknown): Asker => ({ as: { clientId, clientSecret } });
const random = ({ newSecret }: AuthSession) => newSecret("clientSecret", 40);

/** Finds fault with a refusal that is no 401. */
const are401 = (...attempts: readonly Exchange[]): readonly Finding[] =>
  attempts.flatMap((each) => expectThat(statusOf(each) === 401, each.step, "401", each.said));

/** Finds fault with a 401 that does not say how clients prove who they are. */
const haveChallenge = (attempts: readonly Exchange[]): readonly Finding[] =>
  attempts
    .filter((each) => statusOf(each) === 401)
    .flatMap((each) =>
      expectThat(fields(each, "www-authenticate").length > 0, each.step, "the field WWW-Authenticate", "none"),
    );

/** Checks of how clients prove who they are. */
export const clients = {
  "pattmayne.wrong-client-secret-is-refused": atEachRoute(
    ({ clientId }, session) =>
      [random(session), undefined, "", null, true, { $ne: null }, clientId].map(withSecret(clientId)),
    refused,
  ),
  "pattmayne.another-clients-secret-is-refused": atEachRoute(
    async ({ clientId, clientSecret }, { pm }) => {
      const other = await pm.otherClient();
      return [withSecret(clientId)(other.clientSecret), withSecret(other.clientId)(clientSecret)];
    },
    refused,
    ["second-client"],
  ),
  "pattmayne.unknown-client-is-refused-at-the-back": atEachRoute(
    ({ clientSecret }, { newName }) =>
      [newName(), "__proto__", "constructor", "auth_site", "", undefined].map((clientId) => ({
        as: { clientId, clientSecret },
      })),
    refused,
  ),
  "pattmayne.inactive-client-is-refused-at-the-back": atEachRoute(
    async (_, { pm }) => [{ as: await pm.inactiveClient() }],
    refused,
    ["inactive-client"],
  ),
  "pattmayne.client-secret-is-compared-whole": atEachRoute(
    ({ clientId, clientSecret }) =>
      [
        inOtherCase(clientSecret),
        clientSecret.slice(0, -1),
        `${clientSecret}A`,
        `${clientSecret} `,
        ` ${clientSecret}`,
        `${clientSecret}\0x`,
        clientSecret.slice(0, 16),
      ]
        .filter((spoilt) => spoilt !== clientSecret)
        .map(withSecret(clientId)),
    refused,
  ),
  "pattmayne.client-secret-in-the-query-is-ignored": atEachRoute(
    ({ clientId, clientSecret }) => [
      { as: { clientId }, variation: { request: withQuery({ client_id: clientId, client_secret: clientSecret }) } },
    ],
    refused,
  ),
  "pattmayne.back-channel-refusal-is-401": {
    ...atEachRoute(({ clientId }, session) => [withSecret(clientId)(random(session))], {
      judge: (attempts) => are401(...attempts),
    }),
    "unknown-code": check({
      needs: OWN,
      act: async (session) => ({
        attempt: await session.pm.verifyAuthCode(await session.pm.client(), random(session)),
      }),
      judge: ({ attempt }) => are401(attempt),
    }),
    "unknown-token": check({
      needs: OWN,
      async act(session) {
        const connected = await borrowed(session);
        const control = await isAlive(session, connected.held);
        const attempt = await exchange(session, connected.held, random(session));
        handOn(session, connected);
        return { control, attempt };
      },
      control: ({ control }) => areValid(control),
      judge: ({ attempt }) => are401(attempt),
    }),
  },
  "pattmayne.back-channel-401-carries-a-challenge": atEachRoute(
    ({ clientId }, session) => [withSecret(clientId)(random(session))],
    { judge: haveChallenge },
  ),
  "pattmayne.refused-client-changes-nothing": {
    ...atEachRoute(
      ({ clientId }, session) => Array.from({ length: 6 }, () => withSecret(clientId)(random(session))),
      changesNothing,
    ),
    "exchanged-afterwards": check({
      needs: [...OWN, "second-client"],
      async act(session) {
        const { pm } = session;
        const { user, held } = await borrowed(session);
        const control = await isAlive(session, held);
        const other = await pm.otherClient();
        const wrong = await pm.extRefresh({ ...held.client, clientSecret: random(session) }, held);
        const foreign = await pm.extRefresh(other, held);
        const exchange = await exchanged(session, held);
        pm.leave(user);
        return { control, wrong, foreign, exchange };
      },
      control: ({ control }) => areValid(control),
      judge: ({ exchange }) => succeed(exchange),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
