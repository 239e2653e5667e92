import { expectThat } from "../../kit/expect.ts";
import { statusOf } from "../../kit/http.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { isText, prepared } from "../../kit/prepared.ts";
import type { Client } from "../../model/apps.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { connected, exchanged, isAlive } from "./connected.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();
const needs = ["operator"] as const satisfies readonly Need[];
const OWN = ["operator", "disposable-account"] as const satisfies readonly Need[];

/** A client with a new secret; the old one is no good any more. */
async function changed({ pm }: AuthSession, client: Client) {
  const answer = await pm.newClientSecret(client.clientId, await pm.operator());
  return { answer, client: { ...client, clientSecret: prepared(answer, "clientSecret", isText) } };
}

/** A client whose user has a token, and whose secret changes; what is asked with either then. */
const asked =
  (
    ask: (
      session: AuthSession,
      old: Client,
      fresh: Client,
      held: Awaited<ReturnType<typeof connected>>,
    ) => Promise<Evidence>,
  ) =>
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
    () => session.pm.extRefresh(as, held),
    async () => session.pm.verifyAuthCode(as, (await session.pm.code(user, as)).code),
    () => session.pm.extLogout(as, held.userId),
  ]);

/** Checks of the secrets that operators have clients given. */
export const clientSecrets = {
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
