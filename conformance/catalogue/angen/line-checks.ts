import { together } from "../catalogue.ts";
import { afterErrors } from "./after-errors.ts";
import { badCommands } from "./bad-commands.ts";
import { badInput } from "./bad-input.ts";
import { badLines } from "./bad-lines.ts";
import { envelopes } from "./envelopes.ts";
import { framing } from "./framing.ts";
import { halves } from "./halves.ts";
import { httpRequests } from "./http-requests.ts";
import { identities } from "./identities.ts";
import { idle } from "./idle.ts";
import { isolation } from "./isolation.ts";
import { limits } from "./limits.ts";
import { messageIds } from "./message-ids.ts";
import { order } from "./order.ts";
import { secrets } from "./secrets.ts";
import { shape } from "./shape.ts";
import { tls } from "./tls.ts";

const wellFormed = { ...messageIds, ...order, ...shape, ...envelopes, ...identities };
const odd = { ...badLines, ...badCommands, ...badInput, ...secrets, ...afterErrors };
const network = { ...framing, ...limits, ...isolation, ...idle, ...httpRequests, ...tls };

/** Checks of lines, envelopes and errors, and of whatever a client may send: all that is not about tokens. */
export const lineChecks = together({ ...wellFormed, ...odd, ...network }, halves);
