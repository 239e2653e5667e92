import type { Examine } from "./examine.ts";
import { checksText, TOKENS } from "./time.ts";

/** What will not be tested, and what to declare; of expiries, the lifetimes have said it. */
export const coverage: Examine = ({ planned }) => {
  const missing = Map.groupBy(
    planned.flatMap(({ verdict }) => (verdict?.kind === "not-tested" ? [verdict] : [])),
    ({ reason }) => reason,
  );
  return Array.from(missing)
    .filter(([, [first]]) => !TOKENS.some(({ need }) => need === first?.need))
    .map(([reason, checks]) => ({
      sign: "none",
      topic: "not tested",
      text: `${checksText(checks.length)}: ${reason}`,
    }));
};
