/** The transport that a protocol is spoken over. */
export type TransportName = "http" | "stream";

/** How the addresses of each transport begin, and what to write in the place of another. */
const ADDRESSES: Readonly<
  Record<TransportName, { begins: RegExp; remedy: string; fault?(url: URL): string | undefined }>
> = {
  http: { begins: /^https?:/i, remedy: "write the server's address, such as https://127.0.0.1:8081" },
  stream: {
    begins: /^(tcp|tls):\/\//i,
    remedy: "write the server's address, such as tls://127.0.0.1:8201 or tcp://127.0.0.1:8200",
    fault({ port, pathname, hostname }) {
      if (hostname === "" || port === "") return "write the port as well, such as tls://127.0.0.1:8201";
      return pathname === "" || pathname === "/" ? undefined : "write the address without a path; there are none";
    },
  },
};

/** What is wrong with the address of a target, and the remedy; nothing if it is one. */
export function faultOfAddress(text: string, transport: TransportName = "http"): string | undefined {
  const { begins, remedy, fault } = ADDRESSES[transport];
  if (!URL.canParse(text) || !begins.test(text)) {
    const isOther = Object.values(ADDRESSES).some((other) => other.begins.test(text));
    return isOther ? `that is the address of another transport; ${remedy}` : remedy;
  }
  const own = fault?.(new URL(text));
  if (own !== undefined) return own;
  const { username, password, search, hash } = new URL(text);
  const beside = username + password + search + hash;
  return beside === "" ? undefined : "write the address without a user, a query or a fragment; users are accounts";
}

/** Whether an address is on this machine. */
export function isLoopback(url: string): boolean {
  return /^(localhost|(.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

/** Whether an address is asked over TLS. */
export function isOverTls(url: string): boolean {
  return /^(https|tls):/i.test(url);
}

/** Whether a target can be asked from any address of 127.0.0.0/8: it is at one itself. */
export function hasManyAddresses(url: string): boolean {
  return /^\w+:\/\/127\./.test(url);
}
