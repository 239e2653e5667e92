import type { ProtocolId } from "../../model/requirement.ts";
import type { Broken } from "../mutants/broken.ts";

/** How the tokens of each protocol are found in what a server says. */
const TOKENS: Readonly<Record<ProtocolId, RegExp>> = {
  hmail: /([A-Za-z0-9+/]{300,}={0,2})/g,
  session: /_token(?:":"|=)([\w-]{43}|r:[\da-f]{32})/g,
  getnative: /(eyJ[\w-]+\.[\w-]+\.[\w-]+)/g,
  angen: /_code":"([^"]+)"/g,
  pattmayne: /(eyJ[\w-]+\.[\w-]+\.[\w-]+)|(?:_token(?:":"|=)|code=|state=|token:\s+|_secret":")([\w-]{43})/g,
};

/** What the suite makes long by repeating one character, and a server repeats, is no token. */
const isPadding = (text: string) => new Set(text).size < 5;

/** The broken server, and every token that it issues, gathered without the suite's help. */
export function overheard(protocol: ProtocolId, mutant: Broken): { broken: Broken; tokens: string[] } {
  const tokens: string[] = [];
  const note = (said: string) => {
    for (const [, jwt, token = jwt ?? ""] of said.matchAll(TOKENS[protocol])) if (!isPadding(token)) tokens.push(token);
  };
  const listen = async (response: Response) => {
    note([await response.clone().text(), ...response.headers.values()].join("\n"));
    return response;
  };
  const respond: Broken["respond"] = async (response, request) =>
    listen(mutant.respond ? await mutant.respond(response, request) : response);
  const converse: NonNullable<Broken["converse"]> = (good, env) => {
    const begin = mutant.converse?.(good, env) ?? good;
    return (wire) => {
      const send = (text: string) => {
        note(text);
        return wire.send(text);
      };
      return begin({ ...wire, send });
    };
  };
  // What a server tells nobody who asks it, or in another way.
  const env: NonNullable<Broken["env"]> = (good) => {
    const { mailer, passwords, clientIdentity } = good;
    const { clientSecret, jwtSecret } = clientIdentity;
    note(JSON.stringify({ client_secret: clientSecret, jwt_secret: jwtSecret.toString("latin1") }));
    const overheardParts = {
      mailer: {
        send(message: Parameters<typeof mailer.send>[0]) {
          note(message.text);
          return mailer.send(message);
        },
      },
      passwords: {
        ...passwords,
        hash(secret: string) {
          note(JSON.stringify({ client_secret: secret }));
          return passwords.hash(secret);
        },
      },
    };
    return mutant.env?.({ ...good, ...overheardParts }) ?? { ...good, ...overheardParts };
  };
  return { broken: { ...mutant, env, respond, converse }, tokens };
}
