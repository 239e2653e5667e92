import { under } from "../../catalogue.ts";
import { framing } from "../../common/framing.ts";
import { http } from "../../common/http.ts";
import { paths } from "../../common/paths.ts";
import { state } from "../../common/state.ts";
import { tls } from "../../common/tls.ts";
import { inCookies } from "../in-cookies.ts";
import { face } from "./face.ts";

/** Framing where a login has no body; requests that have one are logouts. */
const {
  "conflicting-content-lengths-are-refused": _lengths,
  "length-beside-transfer-encoding-ends-the-connection": _encodings,
  ...withoutBody
} = framing(face);

/** Checks of the common requirements that client apps keep. */
export const common = {
  ...under("pattmayne", state(face)),
  ...under("pattmayne", inCookies(http(face))),
  ...under("pattmayne", paths(face)),
  ...under("pattmayne", withoutBody),
  ...under("pattmayne", tls(face)),
};
