import { DEFAULT_POLICY, policyTexts, type SessionPolicy } from "../model/policy.ts";

type Texts = Readonly<Record<string, string>>;

/** What each choice looks like where it is seen, in words that follow "the target". */
const SEEN: Readonly<Record<keyof SessionPolicy, Texts>> = {
  reuse: {
    reject: "refuses a refresh token that comes again",
    "until-successor-used": "takes a refresh token again until its successor is used",
    "same-successor": "answers a refresh token that comes again with the same successor",
    grace: "takes a refresh token again also when its successor has been used",
  },
  reuseRevokes: {
    none: "leaves a session alive whose spent refresh token comes again",
    refresh: "ends the refresh token alone where a spent one comes again",
    "refresh+access": "ends the refresh and the access token where a spent one comes again",
  },
  oldAccess: {
    dies: "ends the old access token at a refresh",
    lives: "lets the old access token live after a refresh",
  },
  logoutRevokes: {
    refresh: "ends the refresh token alone at a logout",
    "refresh+access": "ends the refresh and the access token at a logout",
  },
  logoutScope: {
    session: "ends one session at a logout",
    user: "ends all sessions of the user at a logout",
  },
  refreshLifetime: {
    sliding: "begins the refresh token's lifetime anew at a refresh",
    absolute: "goes on with the refresh token's lifetime at a refresh",
  },
  lostResponse: {
    recovers: "serves a refresh that is sent again",
    ends: "refuses a refresh that is sent again",
  },
};

/**
 * Says where a target was seen to do otherwise than it declares, or than is the default: a line each, with the remedy.
 *
 * @param declared and `observed` as reports have them
 */
export function policyLines(declared: Texts, observed: Texts): string[] {
  const policy: Texts = { ...policyTexts(DEFAULT_POLICY), ...declared };
  return Object.entries(SEEN).flatMap(([key, words]) => {
    const [said, seen] = [policy[key], observed[key]];
    if (said === undefined || seen === undefined || said.split(" ")[0] === seen) return [];
    const remedy = seen === "grace" ? "reuse: { grace: … } with its length" : `${key}: ${seen}`;
    const by = declared[key] === undefined ? "by default" : "as declared";
    return [`policy.${key}: the target ${words[seen]}; ${by} it is ${said}. If that is meant, declare ${remedy}.`];
  });
}
