import { expectThat } from "../../../kit/expect.ts";
import { everythingSaid, fields, httpRequest, httpResponse } from "../../../kit/http.ts";
import { objectIn } from "../../../kit/jwt/jws.ts";
import { oneByOne } from "../../../kit/one-by-one.ts";
import { checkFor } from "../../../model/check.ts";
import type { Evidence, Exchange } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { showsTrace } from "../../common/odd-values.ts";
import { succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { whatIsSet } from "./cookies.ts";
import { shapes } from "./shape.ts";
import { answered, asked } from "./witness.ts";

const check = checkFor<AppSession>();

/** Shorter texts, and those of letters of one case, may well be said by chance. */
const TELLING = /^(?=.*[a-z])(?=.*[A-Z\d]).{8,}$/s;

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

/** Finds fault with each answer, and each URL, in which a secret of the client app is: as it is, or in the claims of a token. */
function showSecrets(evidence: Evidence, signingKey: string | undefined): readonly Finding[] {
  const known = [...asked(evidence).map(({ sent }) => sent["clientSecret"]), signingKey];
  const all = new Set(known.filter((secret) => typeof secret === "string" && TELLING.test(secret)) as string[]);
  const says = (text: string) =>
    [...all].some((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));
  return [
    ...answered(evidence).flatMap((answer) => {
      const { step, taken } = answer;
      const [, claims = ""] = String(taken["accessToken"] ?? "").split(".");
      const fine = !says(everythingSaid(answer)) && !says(JSON.stringify(objectIn(claims)));
      return expectThat(fine, step, "none of the client app's secrets", "one of them");
    }),
    ...asked(evidence).flatMap(({ step, request }) =>
      expectThat(!says(httpRequest({ request }).url), step, "no secret in a URL", "one of them"),
    ),
  ];
}

/** Finds fault with a question whose URL says anything secret, or whose body is not said to be JSON. */
function asksInItsBody({ step, sent, request }: Exchange): readonly Finding[] {
  const { url, headers } = httpRequest({ request });
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "none";
  const roles = ["clientSecret", "code", "refreshToken"].filter((role) => {
    const secret = sent[role];
    return typeof secret === "string" && secret.length > 7 && url.includes(encodeURIComponent(secret));
  });
  return [
    ...roles.flatMap((role) => expectThat(false, step, "no secret in a URL", `the ${role} in one`)),
    ...expectThat(/^application\/json\b/i.test(type), step, "Content-Type: application/json", type),
  ];
}

/** Finds fault with a body that repeats a token or a code that was sent, and with a cookie that holds the code. */
function echoes(answer: Exchange): readonly Finding[] {
  const { sent, step } = answer;
  const body = httpResponse(answer)?.body ?? "";
  const repeats = (text: string, role: string) => {
    const secret = sent[role];
    const isThere = typeof secret === "string" && TELLING.test(secret) && text.includes(secret);
    return expectThat(!isThere, step, `nothing of the ${role} that was sent`, `the ${role}`);
  };
  return [
    ...["accessToken", "refreshToken", "code", "state", "stateCookie"].flatMap((role) => repeats(body, role)),
    ...fields(answer, "set-cookie").flatMap((cookie) => repeats(cookie, "code")),
  ];
}
