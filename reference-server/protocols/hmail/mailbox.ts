import { SendHmailPackage } from "@authmark/protocols/hmail/schemas";
import type { Delivery, SendHmailPackage as Package, StoredHmail } from "@authmark/protocols/hmail/types";
import type { Mail, NumberedMail } from "../../store/port.ts";
import { hashOf, partsOf } from "./rules.ts";

/**
 * What is kept of a mail that was sent: one copy in its sender's outbox, and one in the inbox of each recipient that it
 * was delivered to. A copy holds the package alone, so that nobody sees who else got it unseen.
 *
 * @param receivedAt milliseconds since the Unix epoch
 */
export function copiesOf(hmail: Package, sender: string, deliveries: readonly Delivery[], receivedAt: number): Mail[] {
  const content = JSON.stringify(hmail);
  const inboxes = deliveries.filter(({ result }) => result !== "Failed" && result.DeliveryResult === "Success");
  return [
    { owner: sender, box: "outbox", receivedAt, content },
    ...inboxes.map(
      ({ recipient }): Mail => ({ owner: partsOf(recipient).username, box: "inbox", receivedAt, content }),
    ),
  ];
}

/** Shows a copy to its owner. Every mail counts as personal, since no work is asked for on this server. */
export function renderMail({ id, receivedAt, content }: NumberedMail): StoredHmail {
  const hmail = SendHmailPackage.parse(JSON.parse(content));
  return {
    ...hmail,
    incrementing_id: id,
    received_at: receivedAt,
    hash: hashOf(hmail),
    is_context: false,
    pow_classification: "Personal",
  };
}
