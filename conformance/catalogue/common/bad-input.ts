import type { Session } from "../../engine/session.ts";
import { describe, expecting, expectThat, misbehaviour } from "../../kit/expect.ts";
import { statusOf, withBody, withContentType } from "../../kit/http.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Body, Evidence, Exchange, HttpRequest, Roles } from "../../model/exchange.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import type { Face } from "./face.ts";
import { ODD_QUERIES, showsTrace, UNREADABLE, WELL_FORMED_BUT_ODD, WRONG_TYPES } from "./odd-values.ts";

/** The members of an object in JSON as a form of HTML. */
function asForm(request: HttpRequest): HttpRequest {
  const members: Readonly<Record<string, unknown>> = JSON.parse(String(request.body));
  const texts = Object.entries(members).map(([name, value]) => [name, String(value)]);
  const body = new URLSearchParams(texts).toString();
  return withBody(body)(withContentType("application/x-www-form-urlencoded")(request));
}

/** Checks of Common.BadInput: whatever comes, it yields no token, breaks nothing, and is refused where it is unreadable. */
export function badInput<S extends Session, At extends Circumstance>(face: Face<S, At>) {
  const check = checkFor<S>();
  const control = (evidence: { control: Exchange }) => expecting(evidence.control, face.loggedIn);

  /** A login whose name or password is something else than it should be. */
  const yieldsNoToken = (broken: (right: Roles) => Roles) =>
    check({
      act: async (session) => ({
        attempt: await face.login(session, broken({ ...session.account })),
        control: await face.rightLogin(session),
      }),
      control,
      judge: ({ attempt }) =>
        expectThat(attempt.outcome !== face.loggedIn, attempt.step, `no ${face.loggedIn}`, describe(attempt)),
    });

  const sending = (session: S, body: Body) => face.login(session, { ...session.account }, { request: withBody(body) });

  const isRefused = (body: Body) =>
    check({
      act: async (session) => ({ attempt: await sending(session, body), control: await face.rightLogin(session) }),
      control,
      judge: ({ attempt }) => expecting(attempt, ...face.refused),
    });

  const hasStatus = (
    statuses: readonly number[],
    send: (session: S) => Promise<Exchange>,
    more: readonly Need[] = [],
  ) =>
    check({
      needs: ["json-logins", ...more],
      act: async (session) => ({ attempt: await send(session), control: await face.rightLogin(session) }),
      control,
      judge: ({ attempt }) => {
        const status = statusOf(attempt) ?? 0;
        return expectThat(statuses.includes(status), attempt.step, statuses.join(" or "), describe(attempt));
      },
    });

  /** Many odd requests; each may be refused, or taken for a wrong login, or have its connection closed. */
  const areSurvived = (requests: (session: S) => readonly (() => Promise<Exchange>)[]) =>
    check({
      survival: true,
      act: async (session): Promise<Evidence & { control: Exchange }> => ({
        ...(await oneByOne("odd", requests(session))),
        control: await face.rightLogin(session),
      }),
      control,
      judge: ({ control: _, ...attempts }) =>
        Object.values(attempts).flatMap((attempt) =>
          expecting(attempt, ...face.refused, "unanswered", ...face.wrongCredentials),
        ),
    });

  return {
    "malformed-login-yields-no-token": {
      "no-password": yieldsNoToken(({ username }) => ({ username })),
      "no-username": yieldsNoToken(({ password }) => ({ password })),
      "null-for-password": yieldsNoToken((right) => ({ ...right, password: null })),
      "true-for-password": yieldsNoToken((right) => ({ ...right, password: true })),
      "number-for-password": yieldsNoToken((right) => ({ ...right, password: 0 })),
      "array-for-password": yieldsNoToken((right) => ({ ...right, password: [right["password"]] })),
      "empty-array-for-password": yieldsNoToken((right) => ({ ...right, password: [] })),
      "object-for-password": yieldsNoToken((right) => ({ ...right, password: { $ne: null } })),
      "comparison-for-password": yieldsNoToken((right) => ({ ...right, password: { $gt: "" } })),
      "pattern-for-password": yieldsNoToken((right) => ({ ...right, password: { $regex: ".*" } })),
      "array-for-username": yieldsNoToken((right) => ({ ...right, username: [right["username"]] })),
      "comparison-for-username": yieldsNoToken((right) => ({ ...right, username: { $gt: "" } })),
      "object-for-username": yieldsNoToken((right) => ({ ...right, username: { $ne: null } })),
    },
    "unreadable-body-is-refused": {
      "truncated-json": isRefused('{"username":"'),
      "empty-body": isRefused(""),
      "invalid-utf8": isRefused(UNREADABLE),
    },
    "no-request-is-a-server-error": {
      "the-whole-run": check({
        whole: true,
        act: async (): Promise<Evidence> => ({}),
        judge: (evidence) => Object.values(evidence).flatMap(misbehaviour),
      }),
      "odd-bodies": areSurvived((session) => WELL_FORMED_BUT_ODD.map((body) => () => sending(session, body))),
      "odd-credentials": areSurvived((session) =>
        WRONG_TYPES.flatMap((odd) => [
          () => face.login(session, { ...session.account, password: odd }),
          () => face.login(session, { ...session.account, username: odd }),
        ]),
      ),
      "odd-queries-at-the-resource": check({
        survival: true,
        act: async (session): Promise<Evidence & Record<"control" | "garbage", Exchange>> => {
          const token = await face.access(session, session.account);
          const asked = ODD_QUERIES.map(
            (query) => () =>
              face.whoAmI(session, token, {
                request: (plain) => ({ ...plain, url: `${plain.url}${plain.url.includes("?") ? "&" : "?"}${query}` }),
              }),
          );
          const control = await face.whoAmI(session, token);
          const garbage = await face.whoAmI(session, "garbage");
          return { ...(await oneByOne("odd", asked)), control, garbage };
        },
        // What is answered with one thing whatever is asked shows nothing.
        control: ({ control, garbage }) => [
          ...expecting(control, ...face.authorized),
          ...expecting(garbage, ...face.refused, ...face.unauthorized),
        ],
        judge: ({ control: _, garbage: __, ...attempts }) => Object.values(attempts).flatMap(misbehaviour),
      }),
      "long-password": areSurvived((session) =>
        [1000, 4000].map((length) => () => face.login(session, { ...session.account, password: "p".repeat(length) })),
      ),
    },
    "no-answer-shows-a-trace": {
      "the-whole-run": check({
        whole: true,
        act: async (): Promise<Evidence> => ({}),
        judge: (evidence) => Object.values(evidence).flatMap(showsTrace),
      }),
    },
    "next-request-is-served": {
      "after-bad-input": check({
        exclusive: true,
        act: async (session) => ({
          control: await face.rightLogin(session),
          truncated: await sending(session, '{"username":'),
          unreadable: await sending(session, UNREADABLE),
          after: await face.login(session, { ...session.account }),
        }),
        control,
        judge: ({ after }) => expecting(after, face.loggedIn),
      }),
      "on-the-connection-of-bad-input": check({
        act: async (session) => {
          const on = face.http(session).connect();
          const request = withBody('{"username":');
          return {
            control: await face.rightLogin(session),
            truncated: await face.login(session, { ...session.account }, { request, on, mayClose: true }),
            after: await face.login(session, { ...session.account }, { on, mayClose: true }),
          };
        },
        control,
        // A server may close the connection on what it cannot read.
        judge: ({ after }) =>
          after.error?.code === "timeout" ? misbehaviour(after) : expecting(after, face.loggedIn, "unanswered"),
      }),
    },
    "refusal-has-the-fitting-status": {
      "truncated-json": hasStatus([400], (session) => sending(session, '{"username":"')),
      "empty-object": hasStatus([400, 422], (session) => sending(session, "{}")),
      // Which other types a server of another wire reads, nobody has said.
      "other-media-type": hasStatus(
        [415],
        (session) => face.login(session, { ...session.account }, { request: withContentType("text/plain") }),
        ["default-wire"],
      ),
      "form-for-json": hasStatus([415], (session) => face.login(session, { ...session.account }, { request: asForm }), [
        "default-wire",
      ]),
    },
  } satisfies CommonChecks<S>;
}
