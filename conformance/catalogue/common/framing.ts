import type { Session } from "../../engine/session.ts";
import { expecting, expectThat } from "../../kit/expect.ts";
import { bytesOf, dropHeader, fields, renameHeader, withHeader } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Body, Exchange, Header, HttpRequest } from "../../model/exchange.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import type { Face } from "./face.ts";

type Change = (request: HttpRequest) => HttpRequest;

/** Checks of Common.Framing: requests that are good but for how they are framed, byte for byte as they are written. */
export function framing<S extends Session, At extends Circumstance>(face: Face<S, At>) {
  const check = checkFor<S>();
  const isRefused = (attempt: Exchange) => (attempt.response ? expecting(attempt, ...face.refused) : []);
  const endsConnection = (attempt: Exchange) => endsOrRefuses(attempt, face.refused);

  /** A good request for the resource, broken in its fields. The same unbroken, and as exactly written, is served. */
  const refusesResource = (change: Change) =>
    check({
      act: async (session) => {
        const token = await face.access(session, session.account);
        const attempt = await face.whoAmI(session, token, { exactly: {}, request: change, mayClose: true });
        return { attempt, control: await face.whoAmI(session, token, { exactly: {} }) };
      },
      control: ({ control }) => expecting(control, ...face.authorized),
      judge: ({ attempt }) => isRefused(attempt),
    });

  /** The same with a login, which has a body. */
  const login = (change: Change, judge: (attempt: Exchange) => ReturnType<typeof expecting>) =>
    check({
      act: async (session) => {
        const right = { ...session.account };
        const attempt = await face.login(session, right, { exactly: {}, request: change, mayClose: true });
        const control = await session.shared("exact login", () => face.login(session, right, { exactly: {} }));
        return { attempt, control };
      },
      control: ({ control }) => expecting(control, face.loggedIn),
      judge: ({ attempt }) => judge(attempt),
    });

  return {
    "conflicting-content-lengths-are-refused": {
      "shorter-length-behind": login(
        lengths((length) => [length, length - 1]),
        isRefused,
      ),
      "shorter-length-before": login(
        lengths((length) => [length - 1, length]),
        isRefused,
      ),
      "list-of-lengths": login(
        lengths((length) => [`${length}, ${length - 1}`]),
        isRefused,
      ),
    },
    "missing-host-is-refused": {
      "no-host": refusesResource(dropHeader("host")),
      "no-host-at-a-login": login(dropHeader("host"), isRefused),
    },
    "second-host-is-refused": {
      "another-host": refusesResource(withHeader("host", "other.example")),
      "same-host-twice": refusesResource((request) => {
        const [, host = ""] = request.headers.find(([name]) => name === "host") ?? [];
        return withHeader("host", host)(request);
      }),
    },
    "space-before-the-colon-is-refused": {
      "space-behind-a-name": refusesResource(withHeader("x-authmark ", "1")),
      "space-behind-a-late-name": refusesResource((request) =>
        withHeader("x-authmark ", "1")(MANY.reduce((more, name) => withHeader(name, "1")(more), request)),
      ),
      "space-behind-host": refusesResource(renameHeader("host", "host ")),
    },
    "length-beside-transfer-encoding-ends-the-connection": {
      "chunked-with-a-length": login(chunkedWithLength, endsConnection),
      "length-and-no-chunks": login(
        (request) => withHeader("transfer-encoding", "chunked")(dropHeader("connection")(request)),
        endsConnection,
      ),
    },
  } satisfies CommonChecks<S>;
}

/** Fields that nobody knows, so many that a careless reader may stop to look at what follows. */
const MANY = Array.from({ length: 12 }, (_, index) => `x-authmark-${index}`);

/** The request with its length told twice. */
function lengths(tell: (length: number) => readonly (number | string)[]): Change {
  return (request) => ({
    ...request,
    headers: request.headers.flatMap(([name, value]): Header[] =>
      name === "content-length" ? tell(Number(value)).map((length) => [name, String(length)]) : [[name, value]],
    ),
  });
}

/** The body in one chunk, and the length that the chunk has with its framing; nothing said about the connection. */
const chunkedWithLength: Change = (request) => {
  const body = chunked(request.body);
  const headers = dropHeader("connection")(dropHeader("content-length")(request)).headers;
  const length = ["content-length", String(Buffer.byteLength(body))] as const;
  return { ...request, headers: [...headers, length, ["transfer-encoding", "chunked"]], body };
};

function chunked(body: Body = ""): string {
  const bytes = bytesOf(body);
  return `${bytes.length.toString(16)}\r\n${bytes}\r\n0\r\n\r\n`;
}

/** Finds fault with an answer that is none of those refusals, on a connection that goes on. */
function endsOrRefuses(attempt: Exchange, refused: readonly string[]): ReturnType<typeof expecting> {
  const { response, outcome } = attempt;
  const says = fields(attempt, "connection").join(", ").toLowerCase().includes("close");
  const ends = !response || refused.includes(outcome) || says || response.ended === true;
  return expectThat(
    ends,
    attempt.step,
    "a refusal, or the end of the connection",
    "an answer on a connection that stays",
  );
}
