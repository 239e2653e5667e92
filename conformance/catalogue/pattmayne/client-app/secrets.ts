import { expectThat } from "../../../kit/expect.ts";
import { fields } from "../../../kit/http.ts";
import { oneByOne } from "../../../kit/one-by-one.ts";
import { checkFor } from "../../../model/check.ts";
import type { Evidence, Exchange } from "../../../model/exchange.ts";
import type { Catalogue } from "../../catalogue.ts";
import { showsTrace } from "../../common/odd-values.ts";
import { succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { whatIsSet } from "./cookies.ts";
import { shapes } from "./shape.ts";
import { asksInItsBody, echoes, showSecrets } from "./shown-secrets.ts";
import { answered, asked } from "./witness.ts";

const check = checkFor<AppSession>();

/** Where apps have left what they are set to. */
const SETTINGS = [
  ...["/.env", "/config", "/config.json", "/debug", "/env", "/settings", "/actuator/env", "/.well-known/config"],
  ...["/debug/vars", "/status", "/server-status", "/info", "/metrics", "/swagger.json", "/api/config"],
];

/** Checks of what a client app never shows. */
export const secrets = {
  "pattmayne.app-secrets-are-never-shown": {
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: (evidence, { jwt }) => showSecrets(evidence, jwt.signingKey),
    }),
    "paths-of-settings": check({
      act: async ({ app, auth }): Promise<Evidence & Record<"control", Exchange>> => {
        const control = (await app.signIn()).from;
        const attempts = SETTINGS.map((path) => () => app.http.send("GET", path));
        const redemptions = auth.asked("verifyAuthCode").slice(0, 1);
        return {
          ...(await oneByOne("attempt", attempts)),
          ...Object.fromEntries(redemptions.map((each) => ["asked", each])),
          control,
        };
      },
      control: ({ control }) => succeed(control),
      judge: (evidence, { jwt }) => showSecrets(evidence, jwt.signingKey),
    }),
  },
  "pattmayne.app-asks-in-bodies": {
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: (evidence) => asked(evidence).flatMap(asksInItsBody),
    }),
    "right-after-a-login": check({
      act: async ({ app, auth }): Promise<Evidence & Record<"from", Exchange>> => {
        const user = await app.signIn();
        await app.logout(user);
        const asked = auth.asked().map((each, index) => [`asked ${index + 1}`, each]);
        return { ...Object.fromEntries(asked), from: user.from };
      },
      control: ({ from }) => succeed(from),
      judge: (evidence) => asked(evidence).flatMap(asksInItsBody),
    }),
  },
  "pattmayne.app-tokens-are-never-echoed": {
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: (evidence) => answered(evidence).flatMap(echoes),
    }),
    "token-in-the-answer": check({
      act: async ({ app, newSecret }) => {
        const user = await app.signIn();
        const [accessToken, refreshToken] = [newSecret("accessToken", 43), newSecret("refreshToken", 43)];
        return {
          control: await app.me(user),
          use: await app.me(user),
          refused: await app.me({ accessToken, refreshToken }),
          logout: await app.logout({ accessToken, refreshToken }),
        };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: _, ...answers }) => Object.values(answers).flatMap(echoes),
    }),
    "code-in-the-answer": check({
      act: async ({ app, auth }) => {
        const { from, state, stateCookie } = app.begun(await app.begin());
        const unknown = await app.callback({ code: auth.badCode(), state, stateCookie });
        return { control: from, unknown, withoutState: await app.callback({ code: auth.badCode() }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: _, ...answers }) => Object.values(answers).flatMap(echoes),
    }),
  },
  "pattmayne.app-token-responses-are-uncacheable": whatIsSet((answer) => {
    if (answer.taken["accessToken"] === undefined && answer.taken["refreshToken"] === undefined) return [];
    const control = fields(answer, "cache-control").join(", ");
    return expectThat(/\bno-store\b/i.test(control), answer.step, "Cache-Control: no-store", control || "none");
  }),
  "pattmayne.app-answers-show-no-trace": {
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: (evidence) => answered(evidence).flatMap(showsTrace),
    }),
  },
  ...shapes,
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
