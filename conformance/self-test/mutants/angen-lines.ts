import { setTimeout as sleep } from "node:timers/promises";
import type { Seams } from "@authmark/reference-server/app";
import type { Splitter } from "@authmark/reference-server/tcp/framing";
import type { AngenMutants } from "./angen.ts";
import { conversing, splitting } from "./angen-parts.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Far more than a line may have. */
const HUGE = 16 * 1024 * 1024;
/** How often who has to wait looks again whether it has to. */
const GLANCE_MS = 5;

const isTooLong = (line: object) => "fault" in line && line.fault === "tooLong";

/** A server that takes lines of another length. */
function limited(change: (limit: number) => number): Seams {
  return { splitter: (create) => (limit) => create(change(limit)) };
}

/** A server on which everybody waits for some connections: `begin` says of a new one when it holds up others. */
function waiting(begin: (hold: (isHolding: boolean) => void) => { taken?(): void }): Seams {
  const holding = new Set<object>();
  return conversing(() => {
    const own = {};
    const told = begin((isHolding) => void (isHolding ? holding.add(own) : holding.delete(own)));
    const isHeldUp = () => [...holding].some((other) => other !== own);
    return {
      async take(line, good) {
        told.taken?.();
        while (isHeldUp()) await sleep(GLANCE_MS);
        await good(line);
      },
      close: () => void holding.delete(own),
    };
  });
}

/** Servers that are broken in how they cut what comes into lines, and in whom they let wait. */
export const lines = {
  // Writes
  "a server that takes each write for a line": () =>
    splitting((good) => ({ push: (chunk) => [...good.push(chunk), ...good.end()] })),
  "a server that reads the characters of each write alone": () =>
    splitting((good) => ({ push: (chunk) => good.push(Buffer.from(Buffer.from(chunk).toString("utf8"))) })),
  "a server that takes a command in two writes at most": () =>
    splitting((good) => {
      let parts = 0;
      return {
        push(chunk) {
          const found = good.push(parts < 2 ? chunk : chunk.subarray(Math.max(chunk.lastIndexOf(LINE_FEED), 0)));
          parts = chunk.at(-1) === LINE_FEED ? 0 : parts + 1;
          return found;
        },
      };
    }),
  "a server that takes the first command of a write": () =>
    splitting((good) => ({ push: (chunk) => firstOf(good, chunk, 1) })),
  "a server that forgets what stands behind the last line feed of a write": () =>
    splitting((good) => ({
      push(chunk) {
        const end = chunk.lastIndexOf(LINE_FEED);
        return good.push(end < 0 ? chunk : chunk.subarray(0, end + 1));
      },
    })),
  "a server that stumbles over a carriage return": () =>
    splitting((good) => ({
      push: (chunk) => good.push(chunk.map((byte) => (byte === CARRIAGE_RETURN ? 1 : byte))),
    })),

  // Long lines
  "a server that says nothing to too long a line": () =>
    splitting((good) => ({ push: (chunk) => good.push(chunk).filter((line) => !isTooLong(line)) })),
  "a server that closes the connection at too long a line": () =>
    conversing(({ wire }) => ({
      async take(line, good) {
        if (isTooLong(line)) wire.finish();
        else await good(line);
      },
    })),
  "a server that takes lines of every length": () => limited(() => HUGE),
  "a server that takes the rest of too long a line for a line": () => ({
    splitter: (create) => (limit) => {
      let good = create(limit);
      const push = (chunk: Uint8Array): ReturnType<Splitter["push"]> => {
        const found = good.push(chunk.subarray(0, limit));
        if (found.some(isTooLong)) good = create(limit);
        return chunk.length > limit ? [...found, ...push(chunk.subarray(limit))] : found;
      };
      return { push, end: () => good.end() };
    },
  }),
  "a server that cuts a line at its limit": () => ({
    splitter: (create) => (limit) => {
      const good = create(limit);
      let length = 0;
      const cut = (chunk: Uint8Array) => {
        const kept: number[] = [];
        for (const byte of chunk) {
          length = byte === LINE_FEED ? 0 : length + 1;
          if (length <= limit) kept.push(byte);
        }
        return Uint8Array.from(kept);
      };
      return { push: (chunk) => good.push(cut(chunk)), end: () => good.end() };
    },
  }),
  "a server that drops the line behind one that is too long": () =>
    conversing(() => {
      let isDropping = false;
      return {
        async take(line, good) {
          const isDropped = isDropping;
          isDropping = isTooLong(line);
          if (!isDropped) await good(line);
        },
      };
    }),

  // Empty and unterminated lines
  "a server that answers an empty line with an error": () => onEmptyLines((good) => good({ text: " " })),
  "a server that ends a connection at an empty line": () =>
    conversing(({ wire }) => ({
      async take(line, good) {
        if ("text" in line && line.text === "") wire.finish();
        else await good(line);
      },
    })),
  "a server that ignores a last line without a line feed": () => splitting(() => ({ end: () => [] })),
  "a server that takes a last line without a line feed for no JSON": () =>
    splitting((good) => ({
      end: () => good.end().map((line) => ("text" in line ? { text: line.text.slice(0, -1) } : line)),
    })),

  // Waiting
  "a server that serves nobody while a line is incomplete": () => {
    const halves = new Set<object>();
    // A connection gets its conversation first, and then what splits its lines.
    let latest = {};
    return {
      ...conversing(() => {
        const own = {};
        latest = own;
        return {
          async take(line, good) {
            while (halves.size > 0) await sleep(GLANCE_MS);
            await good(line);
          },
          close: () => void halves.delete(own),
        };
      }),
      ...splitting((good) => {
        const own = latest;
        return {
          push(chunk) {
            if (chunk.at(-1) === LINE_FEED) halves.delete(own);
            else halves.add(own);
            return good.push(chunk);
          },
          end() {
            halves.delete(own);
            return good.end();
          },
        };
      }),
    };
  },
  "a server that serves nobody while a connection has said nothing": () =>
    waiting((hold) => {
      hold(true);
      return { taken: () => hold(false) };
    }),
  "a server that answers nobody while an answer is not read": () => {
    let before: Promise<void> = Promise.resolve();
    return conversing(() => ({
      take(line, good) {
        const own = before.then(() => good(line));
        before = own.catch(() => {});
        return own;
      },
    }));
  },
  "a server that answers a browser": () =>
    conversing(() => ({
      take: (line, good) => good("text" in line && /^[A-Z]+ |^\S+: /.test(line.text) ? { text: "HTTP" } : line),
    })),
} satisfies AngenMutants;

/** The first lines of a write, as they are cut. */
function firstOf(good: Splitter, chunk: Uint8Array, count: number): ReturnType<Splitter["push"]> {
  let end = -1;
  for (let found = 0; found < count; found++) {
    const next = chunk.indexOf(LINE_FEED, end + 1);
    if (next < 0) return good.push(chunk);
    end = next;
  }
  return good.push(chunk.subarray(0, end + 1));
}

/** A server that does something with lines in which there is nothing. */
function onEmptyLines(act: (good: (line: { text: string }) => Promise<void>) => Promise<void>): Seams {
  return conversing(() => ({
    take: (line, good) => ("text" in line && line.text === "" ? act(good) : good(line)),
  }));
}
