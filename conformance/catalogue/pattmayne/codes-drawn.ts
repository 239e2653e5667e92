import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { tokens } from "../common/tokens.ts";
import type { AuthSession } from "./client.ts";

const SAMPLE = 6;

/** Codes for one user at once; the checks of codes look at the same ones. */
const sampleOfCodes = async (session: AuthSession): Promise<Evidence> => {
  const { pm, shared } = session;
  const client = await pm.client();
  const codes = session.stock<Promise<Record<string, Exchange>>>("codes of a sample");
  codes[0] ??= (async () => {
    const { from, accessToken, refreshToken } = await pm.lend();
    const all = await Promise.all(
      Array.from({ length: SAMPLE }, (_, index) =>
        shared(`sample code ${index + 1}`, () => pm.login({ accessToken, refreshToken, clientId: client.clientId })),
      ),
    );
    return Object.fromEntries([["login", from], ...all.map((each, index) => [`code ${index + 1}`, each] as const)]);
  })();
  const all = await codes[0];
  return Object.fromEntries(Object.entries(all).map(([name, each]) => [name, session.adopt(each)]));
};

const {
  "token-encodes-16-bytes": long,
  "tokens-share-no-structure": unlike,
  "tokens-are-unrelated": unrelated,
  "tokens-never-repeat": once,
} = tokens<AuthSession>({ sample: sampleOfCodes, tokenRoles: ["code"] });

/** Checks of how codes are drawn. */
export const drawnCodes = {
  "pattmayne.code-encodes-16-bytes": long,
  "pattmayne.codes-never-repeat": once,
  "pattmayne.tokens-share-no-structure": { "a-sample-of-codes": unlike["a-sample-of-tokens"] },
  "pattmayne.tokens-are-unrelated": { "a-sample-of-codes": unrelated["a-sample-of-tokens"] },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
