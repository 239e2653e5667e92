import { setTimeout as sleep } from "node:timers/promises";
import type { Broken, CommonMutants, Ground } from "./broken.ts";

/** Ciphers that OpenSSL offers at its lowest level of security only. */
const OLD = "DEFAULT@SECLEVEL=0";

/** The lines of a head, changed, with the request line left as it is. */
function fields(change: (lines: readonly string[]) => readonly string[]) {
  return (head: string): string => {
    const [first = "", ...lines] = head.split("\r\n");
    return [first, ...change(lines)].join("\r\n");
  };
}

const named = (name: string) => (line: string) => line.toLowerCase().startsWith(`${name}:`);

/** Keeps the first field of a name. */
function keepFirst(name: string) {
  return fields((lines) => lines.filter((line, index) => !named(name)(line) || lines.findIndex(named(name)) === index));
}

/** A server that still speaks a version of TLS which is refused by now. */
export const oldTls = (): Broken => ({ front: { tls: { minVersion: "TLSv1", ciphers: OLD } } });

/** Servers that are broken where messages are told apart, or by what stands in front of them. */
export function framing({ whoAmI }: Pick<Ground, "whoAmI">) {
  return {
    "a server that takes the first of two lengths": () => ({ front: { rewrite: keepFirst("content-length") } }),
    "a server that needs no Host": () => ({
      front: { rewrite: fields((lines) => (lines.some(named("host")) ? lines : ["Host: localhost", ...lines])) },
    }),
    "a server that takes the first of two Hosts": () => ({ front: { rewrite: keepFirst("host") } }),
    "a server that ignores a blank before the colon": () => ({
      front: { rewrite: fields((lines) => lines.map((line) => line.replace(/^([\w-]+) +:/, "$1:"))) },
    }),
    "a server that ignores a length beside a transfer coding": () => ({
      front: {
        rewrite: fields((lines) =>
          lines.some(named("transfer-encoding")) ? lines.filter((line) => !named("content-length")(line)) : lines,
        ),
      },
    }),
    "a server that still speaks TLS 1.1": oldTls,
    "a server that keeps the caller of a request where the next one finds it": () => {
      let caller: string | null = null;
      return {
        request: async (request) => {
          if (new URL(request.url).pathname !== whoAmI) return request;
          caller = request.headers.get("authorization");
          await sleep(5);
          const headers = new Headers(request.headers);
          headers.delete("authorization");
          if (caller !== null) headers.set("authorization", caller);
          return new Request(request, { headers });
        },
      };
    },
  } satisfies CommonMutants;
}
