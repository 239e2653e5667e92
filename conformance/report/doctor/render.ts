import type { Secret } from "../../engine/secrets.ts";
import { abridge } from "../abridge.ts";
import { inert } from "../inert.ts";
import { protocolText } from "../protocol-text.ts";
import { createRedactor } from "../redact.ts";
import type { ForegroundColor, Style } from "../style.ts";
import { wireNames } from "../wire-names.ts";
import { exchangesOf } from "./address.ts";
import { canBeTested, type Examined, examine, type Sign } from "./examine.ts";

const SIGNS: Record<Sign, { sign: string; color: ForegroundColor }> = {
  fine: { sign: "✓", color: "green" },
  look: { sign: "!", color: "yellow" },
  wrong: { sign: "✗", color: "red" },
  none: { sign: "–", color: "gray" },
};

/** Renders how a target stands, for people; every secret is replaced by a label. */
export function renderDoctor(survey: Omit<Examined, "show">, secrets: readonly Secret[], style: Style): string {
  const redact = createRedactor(secrets, wireNames(exchangesOf(survey)));
  const { target, planned } = survey;
  const show = (said: string) => abridge(redact(said), LONGEST_QUOTE);
  const lines = examine({ ...survey, show }).map(({ sign, topic, text }) => {
    const { sign: mark, color } = SIGNS[sign];
    return `  ${style(color, mark)} ${topic.padEnd(WIDTH)} ${inert(redact(text)).replace(/\s*\n\s*/g, " ")}`;
  });
  const running = planned.filter(({ verdict }) => !verdict).length;
  const verdict = canBeTested(survey)
    ? style(
        "green",
        `it can be tested: ${survey.makesAccounts ? "up to " : ""}${running} of ${planned.length} checks will run`,
      )
    : style("red", "it cannot be tested: nobody can log in");
  const head = `${style("bold", inert(target.name))}  ${protocolText(target)}, ${inert(target.url)}`;
  return ["", head, "", ...lines, "", verdict, ""].join("\n");
}

const WIDTH = 10;
const LONGEST_QUOTE = 200;
