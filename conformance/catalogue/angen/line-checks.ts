import { together } from "../catalogue.ts";
import { afterErrors } from "./after-errors.ts";
import { answeredOnce } from "./answered-once.ts";
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
import { lineEnds } from "./line-ends.ts";
import { meaningfulTexts } from "./meaningful-texts.ts";
import { messageIds } from "./message-ids.ts";
import { noMessageIds } from "./no-message-ids.ts";
import { oddIds } from "./odd-ids.ts";
import { order } from "./order.ts";
import { secrets } from "./secrets.ts";
import { shape } from "./shape.ts";
import { tls } from "./tls.ts";
import { unknownMembers } from "./unknown-members.ts";

const ids = together({ ...messageIds, ...noMessageIds }, oddIds);
const wellFormed = { ...ids, ...order, ...answeredOnce, ...shape, ...envelopes, ...unknownMembers, ...identities };
const odd = { ...badLines, ...badCommands, ...badInput, ...meaningfulTexts, ...secrets, ...afterErrors };
const network = { ...framing, ...lineEnds, ...limits, ...isolation, ...idle, ...httpRequests, ...tls };

/** Checks of lines, envelopes and errors, and of whatever a client may send: all that is not about tokens. */
export const lineChecks = together({ ...wellFormed, ...odd, ...network }, halves);
