import { expectThat } from "../../../kit/expect.ts";
import { everythingSaid, fields, httpRequest, httpResponse } from "../../../kit/http.ts";
import { objectIn } from "../../../kit/jwt/jws.ts";
import type { Evidence, Exchange } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import { answered, asked } from "./witness.ts";

/** Shorter texts, and those of letters of one case, may well be said by chance. */
const TELLING = /^(?=.*[a-z])(?=.*[A-Z\d]).{8,}$/s;

/** Finds fault with each answer, and each URL, in which a secret of the client app is: as it is, or in the claims of a token. */
export function showSecrets(evidence: Evidence, signingKey: string | undefined): readonly Finding[] {
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
export function asksInItsBody({ step, sent, request }: Exchange): readonly Finding[] {
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
export function echoes(answer: Exchange): readonly Finding[] {
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
