import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { AUTH_SITE } from "./operations.ts";
import { atClient } from "./operator.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

const needs = ["operator"] as const;

/** A client that is to be added has a URI that no browser should be sent to. */
const isNoPlace = (...uris: readonly unknown[]) =>
  check({
    needs,
    act: async ({ pm, newName }): Promise<Evidence & { control: Exchange }> => {
      const operator = await pm.operator();
      const control = await pm.addClient(
        { clientId: newName(), redirectUri: "https://shop.example/callback" },
        operator,
      );
      const attempts: Record<string, Exchange> = {};
      for (const [index, redirectUri] of uris.entries()) {
        attempts[`attempt ${index + 1}`] = await pm.addClient({ clientId: newName(), redirectUri }, operator);
      }
      return { ...attempts, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
  });

/** Checks of clients that operators cannot add. */
export const refusedClients = {
  "pattmayne.taken-client-id-is-refused": {
    "taken-client-id": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const client = await pm.newClient();
        const { clientId } = client;
        const elsewhere = { clientId, redirectUri: "https://foreign.example/callback" };
        const attempt = await pm.addClient(elsewhere, await pm.operator());
        const login = await atClient(session, clientId);
        return { attempt, login, redemption: await pm.verifyAuthCode(client, login.taken["code"]) };
      },
      judge: ({ attempt, login, redemption }) => {
        const isElsewhere = String(login.taken["redirectUri"]).startsWith("https://foreign.example");
        return [
          ...areRefused(attempt),
          ...succeed(login, redemption),
          ...expectThat(!isElsewhere, login.step, "the redirect_uri as it was", "the other one"),
        ];
      },
    }),
    "client-id-of-the-auth-app": check({
      needs,
      act: async ({ pm, account }) => {
        const control = await pm.sharedLogin(account);
        const redirectUri = "https://foreign.example/callback";
        const attempt = await pm.addClient({ clientId: AUTH_SITE, redirectUri }, await pm.operator());
        return { control, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "pattmayne.redirect-uri-is-absolute": {
    "relative-uri": isNoPlace("/callback", "//foreign.example/callback", "callback"),
    "uri-of-another-scheme": isNoPlace("javascript:alert(1)", "data:text/html,x", "ftp://shop.example/callback"),
    "uri-with-a-fragment": isNoPlace("https://shop.example/callback#here"),
    "no-uri": isNoPlace("", undefined, null, 7, ["https://shop.example/callback"]),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
