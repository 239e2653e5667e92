import { keysFit } from "../../kit/jwt/keys-fit.ts";
import { exchangesOf } from "./address.ts";
import type { Examine, Examined } from "./examine.ts";

/** Whether the keys that are declared, or published, are those of the target's own tokens. */
export const keys: Examine = (survey) => {
  const { observed, target } = survey;
  const { publicKeys: declared, signingKey } = target.jwt ?? {};
  const published = observed.publicKeys?.length ? observed.publicKeys : undefined;
  const publicKeys = declared ?? published;
  const token = firstToken(survey);
  if (token === undefined || (publicKeys === undefined && signingKey === undefined)) return [];
  const fault = keysFit(token, { ...(publicKeys && { publicKeys }), ...(signingKey !== undefined && { signingKey }) });
  if (fault !== undefined) return [{ sign: "look", topic: "keys", text: `${fault}, or no token is forged` }];
  const known = [
    ...(declared ? ["publicKey"] : published ? ["a key that it publishes"] : []),
    ...(signingKey === undefined ? [] : ["signingKey"]),
  ];
  return [{ sign: "fine", topic: "keys", text: `its tokens fit ${known.join(" and ")}` }];
};

/** A token as the target gave it; quotes around it are for a check to say. */
function firstToken(survey: Examined): string | undefined {
  const tokens = exchangesOf(survey).map(({ taken }) => taken["accessToken"]);
  return tokens.find((token) => typeof token === "string")?.replace(/^"|"$/g, "");
}
