import { everythingSaid, statusOf } from "../../kit/http.ts";
import { expectThat } from "../../kit/expect.ts";
import { isText, prepared } from "../../kit/prepared.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Client } from "../../model/apps.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { tokens } from "../common/tokens.ts";
import type { AuthSession } from "./client.ts";
import { connected, exchanged, isAlive } from "./connected.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";
import { oneByOne } from "../../kit/one-by-one.ts";

const check = checkFor<AuthSession>();
const needs = ["operator"] as const satisfies readonly Need[];
const OWN = ["operator", "disposable-account"] as const satisfies readonly Need[];
const SAMPLE = 6;

/** A client with a new secret; the old one is no good any more. */
async function changed({ pm }: AuthSession, client: Client) {
  const answer = await pm.newClientSecret(client.clientId, await pm.operator());
  return { answer, client: { ...client, clientSecret: prepared(answer, "clientSecret", isText) } };
}

/** New secrets of clients; the checks of secrets look at the same ones. */
const sampleOfSecrets = async (session: AuthSession): Promise<Evidence> => {
  const { pm, shared } = session;
  const secrets: Record<string, Exchange> = {};
  for (let index = 1; index <= SAMPLE; index++) {
    secrets[`secret ${index}`] = await shared(`sample secret ${index}`, async () =>
      pm.addClient({ clientId: session.newName(), redirectUri: "https://client.example/callback" }, await pm.operator()),
    );
  }
  return secrets;
};

const {
  "token-encodes-16-bytes": long,
  "tokens-share-no-structure": unlike,
  "tokens-are-unrelated": unrelated,
  "tokens-never-repeat": once,
} = tokens<AuthSession>({ sample: sampleOfSecrets, tokenRoles: ["clientSecret"] });

/** A client whose user has a token, and whose secret changes; what is asked with either then. */
const asked = (ask: (session: AuthSession, old: Client, fresh: Client, held: Awaited<ReturnType<typeof connected>>) => Promise<Evidence>) =>
  async (session: AuthSession): Promise<Evidence & Record<"control" | "answer", Exchange>> => {
    const old = await session.pm.newClient();
    const each = await connected(session, old);
    const control = await isAlive(session, each.held);
    const { answer, client } = await changed(session, old);
    const steps = await ask(session, old, client, each);
    session.pm.leave(each.user);
    return { ...steps, control, answer };
  };

const everywhereAs = (session: AuthSession, as: Client, { user, held }: Awaited<ReturnType<typeof connected>>) =>
  oneByOne("attempt", [
    () => session.pm.checkRefresh(as, held),
    async () => session.pm.verifyAuthCode(as, (await session.pm.code(user, as)).code),
    () => session.pm.extRefresh(as, held),
    () => session.pm.extLogout(as, held.userId),
  ]);

/** Finds fault with an answer that has a client secret in it. */
const showNo = (secrets: readonly string[], ...exchanges: readonly Exchange[]): readonly Finding[] =>
  exchanges.flatMap((each) =>
    expectThat(!secrets.some((secret) => everythingSaid(each).includes(secret)), each.step, "no client secret", "one"),
  );

const secretIn = ({ taken }: Exchange) => String(taken["clientSecret"] ?? "no secret");

/** Checks of the secrets that operators have clients given. */
export const clientSecrets = {
  "pattmayne.client-secret-encodes-16-bytes": {
    "a-sample-of-client-secrets": check({ ...long["a-sample-of-tokens"], needs }),
  },
  "pattmayne.tokens-share-no-structure": {
    "a-sample-of-client-secrets": check({ ...unlike["a-sample-of-tokens"], needs }),
  },
  "pattmayne.tokens-are-unrelated": {
    "a-sample-of-client-secrets": check({ ...unrelated["a-sample-of-tokens"], needs }),
  },
  "pattmayne.tokens-never-repeat": {
    "a-sample-of-client-secrets": check({ ...once["same-second"], needs }),
  },
  "pattmayne.client-secret-is-shown-once": {
    "change-of-a-client": check({
      needs,
      async act(session) {
        const { pm } = session;
        const clientId = session.newName();
        const redirectUri = `https://${clientId}.example/callback`;
        const by = await pm.operator();
        const made = await pm.addClient({ clientId, redirectUri }, by);
        const again = await pm.addClient({ clientId, redirectUri }, by);
        const change = await pm.changeClient({ clientId, redirectUri: `${redirectUri}/2` }, by);
        const fresh = await pm.newClientSecret(clientId, by);
        const after = await pm.changeClient({ clientId, redirectUri }, by);
        return { made, again, change, fresh, after };
      },
      control: ({ made, fresh }) => succeed(made, fresh),
      judge: ({ made, again, change, fresh, after }) => [
        ...showNo([secretIn(made)], again, change, fresh),
        ...showNo([secretIn(made), secretIn(fresh)], after),
      ],
    }),
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: (evidence) => {
        const issuing = Object.values(evidence).filter(({ taken }) => isText(taken["clientSecret"]));
        return issuing.flatMap((each) => {
          const others = issuing.filter((other) => other !== each).map(secretIn);
          return showNo(
            others.filter((secret) => secret !== secretIn(each)),
            each,
          );
        });
      },
    }),
  },
  "pattmayne.new-secret-works": {
    "at-every-route": check({
      needs: OWN,
      act: asked((session, _, fresh, each) => everywhereAs(session, fresh, each)),
      control: ({ control, answer }) => [...areValid(control), ...succeed(answer)],
      judge: ({ control: _, answer: __, ...attempts }) => succeed(...Object.values(attempts)),
    }),
  },
  "pattmayne.old-secret-is-dead": {
    "at-every-route": check({
      needs: OWN,
      act: asked((session, old, _, each) => everywhereAs(session, old, each)),
      control: ({ control, answer }) => [...areValid(control), ...succeed(answer)],
      judge: ({ control: _, answer: __, ...attempts }) => areRefused(...Object.values(attempts)),
    }),
    "two-changes": check({
      needs: OWN,
      act: asked(async (session, old, fresh, { held }) => {
        const { client } = await changed(session, fresh);
        return {
          "control of the last": await session.pm.checkRefresh(client, held),
          first: await session.pm.checkRefresh(old, held),
          second: await session.pm.checkRefresh(fresh, held),
        };
      }),
      control: ({ control, answer, "control of the last": last }) => [...areValid(control, last), ...succeed(answer)],
      judge: ({ first, second }) => [first, second].flatMap((each) => (each ? areRefused(each) : [])),
    }),
  },
  "pattmayne.new-secret-keeps-the-tokens": {
    "at-every-route": check({
      needs: OWN,
      act: asked(async (session, _, fresh, { user, held }) => ({
        valid: await session.pm.checkRefresh(fresh, held),
        exchange: await exchanged(session, { ...held, client: fresh }),
        use: await session.pm.me({ accessToken: user.accessToken }),
      })),
      control: ({ control, answer }) => [...areValid(control), ...succeed(answer)],
      judge: ({ valid, exchange, use }) => [...areValid(valid), ...succeed(exchange, use)],
    }),
    "another-clients-new-secret": check({
      needs: ["client", ...OWN],
      async act(session) {
        const each = await connected(session);
        const control = await isAlive(session, each.held);
        const { answer } = await changed(session, await session.pm.newClient());
        const valid = await isAlive(session, each.held);
        session.pm.leave(each.user);
        return { control, answer, valid };
      },
      control: ({ control, answer }) => [...areValid(control), ...succeed(answer)],
      judge: ({ valid }) => areValid(valid),
    }),
  },
  "pattmayne.changed-uri-is-used": {
    "change-of-a-client": check({
      needs: OWN,
      async act(session) {
        const { pm } = session;
        const before = await pm.newClient();
        const user = await pm.lend();
        const { from: first } = await pm.code(user, before);
        const after = await pm.changed(before, { redirectUri: `${before.redirectUri}/moved` });
        const { from: login } = await pm.code(user, after);
        pm.leave(user);
        return { first, login };
      },
      control: ({ first }) => succeed(first),
      judge: ({ first, login }) => {
        const [old, fresh] = [first, login].map(({ taken }) => String(taken["redirectUri"]).split("?")[0]);
        return [...succeed(login), ...expectThat(fresh === `${old}/moved`, login.step, `${old}/moved`, String(fresh))];
      },
    }),
  },
  "pattmayne.unknown-client-is-not-changed": {
    "unknown-client": check({
      needs,
      async act({ pm, newName }) {
        const by = await pm.operator();
        const control = await pm.newClientSecret((await pm.newClient()).clientId, by);
        return { control, attempt: await pm.newClientSecret(newName(), by) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => expectThat(statusOf(attempt) === 404, attempt.step, "404", attempt.said),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
