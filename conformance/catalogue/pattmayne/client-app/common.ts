import { under } from "../../catalogue.ts";
import { framing } from "../../common/framing.ts";
import { http } from "../../common/http.ts";
import { paths } from "../../common/paths.ts";
import { stateInCookies } from "../../common/state.ts";
import { tls } from "../../common/tls.ts";
import { inCookies } from "../in-cookies.ts";
import { badRequests } from "./bad-requests.ts";
import { face } from "./face.ts";
import { logoutFace } from "./logout-face.ts";

const { "foreign-origin-at-a-login": atACallback, ...foreignOrigins } =
  http(face)["foreign-origins-get-no-credentials"];
const { "length-beside-transfer-encoding-ends-the-connection": encodings, ...framed } = framing(logoutFace);
const { "missing-host-is-refused": withoutHost, ...framedLogins } = framing(face);

/** Checks of the common requirements that client apps keep. Where a request has to have a body, it is a logout. */
export const common = {
  ...under("pattmayne", stateInCookies(face)),
  ...under("pattmayne", {
    ...inCookies(http(face)),
    "foreign-origins-get-no-credentials": { ...foreignOrigins, "foreign-origin-at-a-callback": atACallback },
  }),
  ...under("pattmayne", paths(face)),
  ...under("pattmayne", {
    "conflicting-content-lengths-are-refused": framed["conflicting-content-lengths-are-refused"],
    "missing-host-is-refused": withoutHost,
    "second-host-is-refused": framedLogins["second-host-is-refused"],
    "space-before-the-colon-is-refused": framedLogins["space-before-the-colon-is-refused"],
    "length-beside-transfer-encoding-ends-the-connection": encodings,
  }),
  ...under("pattmayne", tls(face)),
  ...badRequests,
};
