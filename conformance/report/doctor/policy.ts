import { policyTexts } from "../../model/policy.ts";
import { policyLines } from "../policy-lines.ts";
import type { Examine } from "./examine.ts";

/** Whether the target does as it declares where its protocol leaves it a choice. */
export const policy: Examine = ({ target, observed }) => {
  if (observed.policy === undefined) return [];
  const seen = policyTexts(observed.policy);
  const lines = policyLines(policyTexts(target.policy ?? {}), seen);
  if (lines.length > 0) return lines.map((text) => ({ sign: "look", topic: "policy", text }));
  const choices = Object.entries(seen).map(([name, choice]) => `${name}: ${choice}`);
  const text = choices.length > 0 ? `as declared, or by default: ${choices.join(", ")}` : "nothing of it could be seen";
  return [{ sign: choices.length > 0 ? "fine" : "look", topic: "policy", text }];
};
