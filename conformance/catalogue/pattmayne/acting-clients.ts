import type { Session } from "../../engine/session.ts";
import { statusOf } from "../../kit/http.ts";
import { isText, prepared } from "../../kit/prepared.ts";
import type { AppSettings, Client } from "../../model/apps.ts";
import { CannotTest, PreparationFailed } from "../../model/errors.ts";
import type { By } from "./acting-operator.ts";
import type { Operations } from "./operations.ts";

/** The clients that checks act as: those that the target file declares, or else the suite's own. */
export interface Clients {
  /** A client that checks share: they log users in at it, and leave it as it is. */
  client(): Promise<Client>;
  /** Another one. */
  otherClient(): Promise<Client>;
  /** One at which nobody can log in. */
  inactiveClient(): Promise<Client>;
  /** A client that this check alone knows, and may spoil; only for checks that need `operator`. */
  newClient(redirectUri?: string): Promise<Client>;
  /** That client with another redirect URI, or switched off or on again; only for checks that need `operator`. */
  changed(client: Client, changes: Changes): Promise<Client>;
}

/** What becomes of a client. */
export type Changes = Partial<Pick<Client, "redirectUri">> & { readonly inactive?: true | undefined };

/** Statuses by which a server says that it has no such operation. */
const ABSENT = [404, 405, 501];

/** Creates what finds them. */
export function createClients(
  { clients = [] }: Pick<AppSettings, "clients">,
  session: Session,
  operations: Pick<Operations, "addClient" | "changeClient">,
  operator: () => Promise<By>,
): Clients {
  const active = clients.filter(({ inactive }) => !inactive);
  const own = session.stock<Promise<Client> | undefined>("clients");

  const newClient = async (redirectUri?: string): Promise<Client> => {
    const clientId = session.newName();
    // Where nobody is (RFC 2606 §2): no request ever goes there.
    const uri = redirectUri ?? `https://${clientId}.example/callback`;
    const answer = await operations.addClient({ clientId, redirectUri: uri }, await operator());
    return { clientId, clientSecret: prepared(answer, "clientSecret", isText), redirectUri: uri };
  };
  const changed = async (client: Client, changes: Changes): Promise<Client> => {
    const after = { ...client, ...changes };
    const answer = await operations.changeClient({ ...after, isActive: !after.inactive }, await operator());
    if (ABSENT.includes(statusOf(answer) ?? 0))
      throw new CannotTest("the target does not let an operator change clients");
    if (answer.outcome !== "success") throw new PreparationFailed(`${answer.step} did not change a client`, answer);
    const { inactive, ...active } = after;
    return inactive ? { ...active, inactive } : active;
  };
  const switchedOff = async (): Promise<Client> => changed(await newClient(), { inactive: true });
  /** Made once a run for all checks; what could not be made is made again by the next one. */
  const ownAt = (place: number, make: () => Promise<Client>): Promise<Client> => {
    const made = own[place] ?? make();
    own[place] = made;
    made.catch(() => {
      if (own[place] === made) own[place] = undefined;
    });
    return made;
  };
  const lent = async (place: number): Promise<Client> => active[place] ?? ownAt(place, newClient);

  return {
    client: () => lent(0),
    otherClient: () => lent(1),
    inactiveClient: async () => clients.find(({ inactive }) => inactive) ?? ownAt(2, switchedOff),
    newClient,
    changed,
  };
}
