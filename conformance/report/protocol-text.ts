/** The protocol of a target, and its role where the protocol has several: as people say it. */
export function protocolText({
  protocol,
  role = "server",
}: {
  readonly protocol: string;
  readonly role?: string;
}): string {
  return role === "server" ? protocol : `${protocol} (${role})`;
}
