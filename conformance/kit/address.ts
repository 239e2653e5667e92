/** What is wrong with the address of a target, and the remedy; nothing if it is one. */
export function faultOfAddress(text: string): string | undefined {
  if (!URL.canParse(text) || !/^https?:/i.test(text)) {
    return "write the server's address, such as https://127.0.0.1:8081";
  }
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
