import { together } from "../catalogue.ts";
import { askingChangesNothing } from "./asking-changes-nothing.ts";
import { codes } from "./codes.ts";
import { drawnCodes } from "./codes-drawn.ts";
import { codesThatAreOver } from "./codes-over.ts";
import { refusedCodes } from "./codes-refused.ts";
import { exchanges } from "./exchange.ts";
import { expiries } from "./expiries.ts";
import { races } from "./races.ts";
import { refusedExchanges } from "./refused-exchanges.ts";
import { secondUses } from "./second-uses.ts";
import { validity } from "./validity.ts";

/** Checks of what clients get from codes, and of what becomes of it. */
export const codesAndExchanges = together(
  together(
    together({ ...codes, ...drawnCodes }, { ...codesThatAreOver, ...refusedCodes }),
    together(secondUses, races),
  ),
  together(together(together(validity, askingChangesNothing), together(exchanges, refusedExchanges)), expiries),
);
