import type { Seams } from "@authmark/reference-server/app";
import type { Effects } from "@authmark/reference-server/tcp/command";
import type { AngenMutants } from "./angen.ts";
import { CHANGE, type Ending, REVOKE } from "./angen-endings.ts";
import { uncounted } from "./angen-pairs.ts";
import { type Asked, amongGuests, handlers, type Message, saying } from "./angen-parts.ts";
import { store } from "./parts.ts";

const isDone = (message: Message, asked: Asked, name: Ending) =>
  asked.name === name && message.name === "system/success";

/** A server that leaves connections open, but for those that it closes itself. */
function closing(name: Ending, closes: "connection" | "none", others: Parameters<typeof amongGuests>[0]): Seams {
  const effect = (asked: Ending, good: Effects["closes"]): Effects => {
    if (asked === name && closes === "none") return {};
    return good ? { closes: asked === name ? "connection" : good } : {};
  };
  return {
    ...store(uncounted),
    ...handlers((good) => ({
      async revokeTokens(input) {
        const { closes, ...answer } = await good.revokeTokens(input);
        return { ...answer, ...effect(REVOKE, closes) };
      },
      async changePassword(input) {
        const { closes, ...answer } = await good.changePassword(input);
        return { ...answer, ...effect(CHANGE, closes) };
      },
    })),
    ...amongGuests(others),
  };
}

const sameUser = (own: { user?: string }) => (other: { user?: string }) => other !== own && other.user === own.user;

/** A server that closes only those of a user's connections that come from the address of the one that asks. */
const closingNearby = (name: Ending) =>
  closing(name, "connection", (message, asked, own, all) => {
    const isNear = ({ wire }: (typeof all)[number]) => wire.address === own.wire.address;
    if (isDone(message, asked, name)) for (const { wire } of all.filter(sameUser(own)).filter(isNear)) wire.finish();
    return message;
  });

/** Servers that are broken in what they say, and which connections they close, where a user's tokens end. */
export const closings = {
  "a server that closes the connection before it says that tokens are revoked": () =>
    saying((message, asked) => (isDone(message, asked, REVOKE) ? undefined : message)),
  "a server that takes a revocation for a failure": () =>
    saying((message, asked) =>
      isDone(message, asked, REVOKE)
        ? { ...message, name: "system/failure", message: { command: REVOKE, reason: "You are gone." } }
        : message,
    ),
  "a server that closes at a revocation the connection that asks": () =>
    closing(REVOKE, "connection", (message) => message),
  "a server that closes at a revocation the connections that do not ask": () =>
    closing(REVOKE, "none", (message, asked, own, all) => {
      if (isDone(message, asked, REVOKE)) for (const { wire } of all.filter(sameUser(own))) wire.finish();
      return message;
    }),
  "a server that closes at a revocation the connections of one address": () => closingNearby(REVOKE),
  "a server that logs out at a revocation, and closes no connection": () =>
    closing(REVOKE, "none", (message, asked, own, all) => {
      if (isDone(message, asked, REVOKE)) for (const { forget } of [own, ...all.filter(sameUser(own))]) forget();
      return message;
    }),
  "a server that closes everybody's connections at a revocation": () =>
    amongGuests((message, asked, _own, all) => {
      if (isDone(message, asked, REVOKE)) for (const { wire } of all) wire.finish();
      return message;
    }),

  // The same for a password that is changed
  "a server that closes the connection before it says that a password is changed": () =>
    saying((message, asked) => (isDone(message, asked, CHANGE) ? undefined : message)),
  "a server that closes with a new password the connection that asks": () =>
    closing(CHANGE, "connection", (message) => message),
  "a server that closes with a new password the connections that do not ask": () =>
    closing(CHANGE, "none", (message, asked, own, all) => {
      if (isDone(message, asked, CHANGE)) for (const { wire } of all.filter(sameUser(own))) wire.finish();
      return message;
    }),
  "a server that closes with a new password the connections of one address": () => closingNearby(CHANGE),
} satisfies AngenMutants;
