import { readFile } from "node:fs/promises";
import { type Read, read } from "./jws.ts";
import { algOf, believed, isSigned, isWhole, jwts, signatureOf, taking } from "./pattmayne-app-jws.ts";
import type { AppMutants } from "./pattmayne-app-parts.ts";

/** Client apps that take tokens which they did not sign as they are. */
export const forgeries = {
  "a client app that decodes tokens and does not verify them": () => taking(isWhole),
  "a client app that compares the first half of a signature": () =>
    taking((token, { clientIdentity }) => {
      const right = signatureOf(token, clientIdentity.jwtSecret);
      return isHs256(token) && token.signature.subarray(0, HALF).equals(right.subarray(0, HALF));
    }),
  "a client app that looks tokens up by their signature": () => {
    const seen = new Set<string>();
    return jwts((good, { clock }) => ({
      async issue(claims, latest) {
        const token = await good.issue(claims, latest);
        seen.add(lastPart(token));
        return token;
      },
      async read(text) {
        const token = seen.has(lastPart(text)) ? read(text) : undefined;
        return token ? believed(token, clock.now()) : good.read(text);
      },
    }));
  },

  "a client app that takes the algorithm none": () => taking((token) => algOf(token) === "none"),
  "a client app that refuses the algorithm none in small letters only": () =>
    taking((token) => /^none$/i.test(algOf(token)) && algOf(token) !== "none"),
  "a client app that takes the algorithm none with a signature": () =>
    taking((token) => algOf(token) === "none" && token.signature.length > 0),

  "a client app that verifies tokens by its client secret as well": () =>
    taking((token, { clientIdentity }) => isHs256(token) && isSigned(token, clientIdentity.clientSecret)),
  "a client app that falls back to a secret of its manual": () =>
    taking((token) => isHs256(token) && isSigned(token, "changeme")),
  "a client app that looks at the secret of symmetric algorithms only": () =>
    taking((token) => isWhole(token) && /^(RS|PS|ES)\d+$/.test(algOf(token))),

  "a client app that takes the key that a token brings": () =>
    taking((token) => {
      const { jwk } = token.header;
      const k = typeof jwk === "object" && jwk !== null && "k" in jwk ? String(jwk.k) : undefined;
      return isHs256(token) && k !== undefined && isSigned(token, Buffer.from(k, "base64url"));
    }),
  "a client app that reads its key from the file that a token names": () =>
    taking(async (token) => {
      const { kid } = token.header;
      if (!isHs256(token) || typeof kid !== "string") return false;
      const key = await readFile(kid).catch(() => undefined);
      return key !== undefined && isSigned(token, key);
    }),
} satisfies AppMutants;

/** The bytes that are half of a signature. */
const HALF = 16;
const lastPart = (text: string) => text.slice(text.lastIndexOf(".") + 1);
const isHs256 = (token: Read) => isWhole(token) && algOf(token) === "HS256";
