import { expectThat } from "../../kit/expect.ts";
import { everythingSaid } from "../../kit/http.ts";
import { isText } from "../../kit/prepared.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { tokens } from "../common/tokens.ts";
import type { AuthSession } from "./client.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();
const needs = ["operator"] as const;
const SAMPLE = 6;

/** New secrets of clients; the checks of secrets look at the same ones. */
const sampleOfSecrets = async (session: AuthSession): Promise<Evidence> => {
  const { pm, shared } = session;
  const secrets: Record<string, Exchange> = {};
  for (let index = 1; index <= SAMPLE; index++) {
    secrets[`secret ${index}`] = await shared(`sample secret ${index}`, async () =>
      pm.addClient(
        { clientId: session.newName(), redirectUri: "https://client.example/callback" },
        await pm.operator(),
      ),
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

/** Finds fault with an answer that has a client secret in it. */
const showNo = (secrets: readonly string[], ...exchanges: readonly Exchange[]): readonly Finding[] =>
  exchanges.flatMap((each) =>
    expectThat(!secrets.some((secret) => everythingSaid(each).includes(secret)), each.step, "no client secret", "one"),
  );

const secretIn = ({ taken }: Exchange) => String(taken["clientSecret"] ?? "no secret");

/** Checks of client secrets as they are issued. */
export const issuedSecrets = {
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
        const change = await pm.changeClient({ clientId, redirectUri: `${redirectUri}/2`, isActive: true }, by);
        const fresh = await pm.newClientSecret(clientId, by);
        const after = await pm.changeClient({ clientId, redirectUri, isActive: true }, by);
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
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
