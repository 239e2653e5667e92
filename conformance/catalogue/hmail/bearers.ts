import { expecting } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import { badTokens } from "../common/bad-tokens.ts";
import { atEach } from "../common/face.ts";
import type { HmailSession } from "./client.ts";
import { face } from "./face.ts";
import { routes, SERVED } from "./routes.ts";

const check = checkFor<HmailSession>();

/** Every kind of bad token on one route. A field that is no credentials at all may also be refused as malformed. */
export const needsAccessToken = (at: keyof typeof routes) =>
  badTokens(face, at, { refused: ["unauthorized"], malformed: ["unauthorized", "refused"] });

/** A good token of the wrong kind, on each route. */
export const refusesRefreshToken = atEach(routes, (route) =>
  check({
    act: async (session) => {
      const { access, refresh } = await session.hmail.authorized(session.account);
      return { control: await route(session, access), attempt: await route(session, refresh) };
    },
    control: ({ control }) => expecting(control, ...SERVED),
    judge: ({ attempt }) => expecting(attempt, "unauthorized"),
  }),
);
