import type { Session } from "../../engine/session.ts";
import { describe, expecting, expectThat, misbehaviour } from "../../kit/expect.ts";
import { withBody, withContentType } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Body, Evidence, Exchange, Roles } from "../../model/exchange.ts";
import type { Face } from "./face.ts";

const INVALID_UTF8: Body = { base64: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]).toString("base64") };
const DEEP = "[".repeat(10_000) + "]".repeat(10_000);
const TWO_MEGABYTES = `{"padding":"${"x".repeat(2 * 1024 * 1024)}"}`;

/** Checks of Common.BadInput: whatever comes, it yields no token, breaks nothing, and is refused where it is unreadable. */
export function badInput<S extends Session>(face: Face<S>) {
  const check = checkFor<S>();

  const act = async (session: S, send: () => Promise<Exchange>) => ({
    attempt: await send(),
    control: await face.rightLogin(session),
  });
  const control = (evidence: { control: Exchange }) => expecting(evidence.control, face.loggedIn);

  /** A login whose password, or name, is something else than it should be. */
  const yieldsNoToken = (broken: (right: Roles) => Roles) =>
    check({
      act: (session) => act(session, () => face.login(session, broken({ ...session.account }))),
      control,
      judge: ({ attempt }) =>
        expectThat(attempt.outcome !== face.loggedIn, attempt.step, `no ${face.loggedIn}`, describe(attempt)),
    });

  const sending = (session: S, body: Body, mayClose?: true) =>
    face.login(session, { ...session.account }, { request: withBody(body), ...(mayClose && { mayClose }) });

  const isRefused = (body: Body) =>
    check({
      act: (session) => act(session, () => sending(session, body)),
      control,
      judge: ({ attempt }) => expecting(attempt, "refused"),
    });

  /** Refused, or taken for a wrong login: anything but a login, a server error or silence. */
  const isSurvived = (body: Body, mayClose?: true) =>
    check({
      act: (session) => act(session, () => sending(session, body, mayClose)),
      control,
      judge: ({ attempt }) => expecting(attempt, "refused", "unanswered", ...face.wrongCredentials),
    });

  const hasStatus = (statuses: readonly number[], send: (session: S) => Promise<Exchange>) =>
    check({
      act: (session) => act(session, () => send(session)),
      control,
      judge: ({ attempt }) => {
        const status = attempt.response?.status ?? 0;
        return expectThat(statuses.includes(status), attempt.step, statuses.join(" or "), describe(attempt));
      },
    });

  return {
    "malformed-login-yields-no-token": {
      "no-password": yieldsNoToken(({ username }) => ({ username })),
      "no-username": yieldsNoToken(({ password }) => ({ password })),
      "null-for-password": yieldsNoToken((right) => ({ ...right, password: null })),
      "true-for-password": yieldsNoToken((right) => ({ ...right, password: true })),
      "number-for-password": yieldsNoToken((right) => ({ ...right, password: 0 })),
      "array-for-password": yieldsNoToken((right) => ({ ...right, password: [right["password"]] })),
      "object-for-password": yieldsNoToken((right) => ({ ...right, password: { $ne: null } })),
    },
    "unreadable-body-is-refused": {
      "truncated-json": isRefused('{"username":"'),
      "empty-body": isRefused(""),
      "invalid-utf8": isRefused(INVALID_UTF8),
    },
    "no-request-is-a-server-error": {
      "the-whole-run": check({
        whole: true,
        act: async (): Promise<Evidence> => ({}),
        judge: (evidence) => Object.values(evidence).flatMap(misbehaviour),
      }),
      "deep-nesting": isSurvived(DEEP),
      "huge-body": isSurvived(TWO_MEGABYTES, true),
      "huge-numbers": isSurvived('{"username":1e400,"password":9007199254740993}'),
      "long-password": check({
        act: (session) => act(session, () => face.login(session, { ...session.account, password: "p".repeat(4000) })),
        control,
        judge: ({ attempt }) => expecting(attempt, "refused", ...face.wrongCredentials),
      }),
    },
    "next-request-is-served": {
      "after-bad-input": check({
        act: async (session) => ({
          control: await face.rightLogin(session),
          truncated: await sending(session, '{"username":'),
          after: await face.login(session, { ...session.account }),
        }),
        control,
        judge: ({ after }) => expecting(after, face.loggedIn),
      }),
    },
    "refusal-has-the-fitting-status": {
      "truncated-json": hasStatus([400], (session) => sending(session, '{"username":"')),
      "empty-object": hasStatus([400, 422], (session) => sending(session, "{}")),
      "other-media-type": hasStatus([415], (session) =>
        face.login(session, { ...session.account }, { request: withContentType("text/plain") }),
      ),
    },
  };
}
