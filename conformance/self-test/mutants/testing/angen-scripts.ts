import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "../../../model/target.ts";
import { ACCOUNTS } from "../../accounts.ts";
import type { Client, Said, Trial } from "./angen-client.ts";

const [alice, bob, carol] = ACCOUNTS as readonly [Account, Account, Account];
const PING = '{"name":"system/ping","command":{}}';
const PASSWORD = "A password of the tests";
const whole = "x".repeat(300);

/** What a script finds, which differs where a server is broken. */
export type Script = (trial: Trial) => Promise<unknown>;

const names = async (client: Client, count: number) => {
  const found: string[] = [];
  for (let index = 0; index < count; index++) found.push((await client.next()).name);
  return found;
};
const reasonOf = ({ message }: Said) => String(message?.["reason"]);
const flip = (code: string, at: number) => code.slice(0, at) + (code[at] === "A" ? "B" : "A") + code.slice(at + 1);

/** Whether tokens log in, and are renewed. */
async function fates(open: Trial["open"], tokens: readonly { identifier_code: string; renewal_code: string }[]) {
  const found: string[] = [];
  for (const { identifier_code, renewal_code } of tokens) {
    const client = await open();
    found.push(await client.login(identifier_code), (await client.renew(identifier_code, renewal_code)).name);
  }
  return found;
}

/** Makes an account of a script's own. */
async function own(client: Client, name: string, password = PASSWORD): Promise<Account> {
  await client.register(name, password, `${name}@example.org`);
  return { username: name, password };
}

/** What a raw text is answered with: so many lines, and whether a ping is after them. */
function raw(text: string | Uint8Array, lines = 1): Script {
  return async ({ open }) => {
    const client = await open();
    await client.write(text);
    const found = [];
    for (let index = 0; index < lines; index++) found.push(await client.line());
    return [...found, await client.ask("system/ping", {}, { message_id: "last" })];
  };
}

/** Raw scripts to talk to angen servers, by what they look at. */
export const scripts = {
  async "a password that is no text"({ open }) {
    const client = await open();
    const ask = (password: unknown) => client.ask("auth/get_token", { name: alice.username, password, user_agent: "" });
    return [await ask(5), await ask([alice.password]), await ask(undefined)].map(({ name }) => name);
  },
  async "what refusals say"({ open }) {
    const client = await open();
    await client.write("{\n");
    const said = [
      await client.next(),
      await client.get({ username: alice.username, password: "not-the-password" }),
      await client.get({ username: "nobody.at.all", password: "not-the-password" }),
      await client.ask("auth/login", { identifier_code: "no-such-code", user_agent: "" }),
      await client.renew("no-such-code", "no-such-renewal-code"),
      await client.register(alice.username, "a-password-of-mine", "alice@example.org"),
      await client.ask("no/such-command", {}),
    ];
    return said.map(({ name, ...rest }) => [name, reasonOf({ name, ...rest }), rest.message?.["command"]]);
  },
  async "codes of one user"({ open }) {
    const client = await open();
    const [one, two] = [await client.token(alice), await client.token(alice)];
    const three = await client.renewed(two);
    const codes = [one, two, three].flatMap((token) => [token.identifier_code, token.renewal_code]);
    const heads = codes.map((code) => code.slice(0, 8));
    const lengths = codes.map((code) => Buffer.from(code, "base64url").length);
    const halves = codes.map((code) => Buffer.from(code, "base64").subarray(0, 8).toString("hex"));
    return [
      new Set(codes).size,
      new Set(heads).size,
      lengths,
      new Set(halves).size,
      codes.some((code) => Buffer.from(code, "base64").includes(alice.username)),
      codes.some((code, index) => {
        const part = Buffer.from(code, "base64").subarray(0, 8);
        return (
          Buffer.from(code, "base64").indexOf(part, 1) > 0 ||
          codes.some((other, at) => at !== index && Buffer.from(other, "base64").includes(part))
        );
      }),
    ];
  },
  async "parts of codes"({ open }) {
    const client = await open();
    const { identifier_code, renewal_code } = await client.token(alice);
    const [one, two] = [identifier_code, renewal_code].map((code) => Buffer.from(code, "base64"));
    for (let at = 0; at + 8 <= (two?.length ?? 0); at++) if (one?.includes(two?.subarray(at, at + 8) ?? "")) return at;
    return "unrelated";
  },
  async "passwords beside the right one"({ open }) {
    const client = await open();
    const user = await own(client, "compared", whole);
    const tried = [
      alice.password.toUpperCase(),
      `${alice.password} `,
      `${alice.password}\0x`,
      bob.password,
      "wrong",
      "wrong",
    ];
    const found: string[] = [];
    for (const password of tried) found.push((await client.get({ ...alice, password })).name);
    const cut = [whole.slice(0, 256), whole.slice(0, 72) + "y".repeat(228), whole];
    for (const password of cut) found.push((await client.get({ ...user, password })).name);
    return [...found, (await client.get(carol)).name];
  },
  async "a password in two forms"({ open }) {
    const client = await open();
    const user = await own(client, "accented", "Caf\u00e9 au lait");
    return (await client.get({ ...user, password: "Cafe\u0301 au lait" })).name;
  },
  async "names that look alike"({ open }) {
    const client = await open();
    const spelt = ["ALICE", "alice\u200b", "\u00e1lice", "alic\u00e9"];
    const found: string[] = [];
    for (const username of spelt) found.push((await client.get({ ...alice, username })).name);
    await client.register("bobbuilder", PASSWORD, "other@example.org");
    await client.register("bob.bui.lder", PASSWORD, "another@example.org");
    await client.register("CAROL", PASSWORD, "third@example.org");
    const user = await own(client, "dotless");
    await client.register("dot.less", `${PASSWORD} too`, "fourth@example.org");
    return [...found, (await client.get(bob)).name, (await client.get(carol)).name, (await client.get(user)).name];
  },
  async "a failed login of another"({ open }) {
    const client = await open();
    const token = await client.token(alice);
    for (let count = 0; count < 3; count++) await client.get({ ...alice, password: "wrong" });
    return [(await client.get(bob)).name, ...(await fates(open, [token]))];
  },
  async "a long password that is changed"({ open }) {
    const client = await open();
    const user = await own(client, "longlong");
    await client.login((await client.token(user)).identifier_code);
    await client.change(PASSWORD, whole);
    const other = await open();
    return [
      (await other.get({ ...user, password: whole })).name,
      (await other.get({ ...user, password: whole.slice(0, 256) })).name,
    ];
  },
  async "what is dead after a restart"({ open, restart }) {
    const client = await open();
    const spent = await client.token(alice);
    await client.renewed(spent);
    const user = await own(client, "changing");
    const ended = await client.token(user);
    const revoked = await client.token(bob);
    const other = await open();
    await other.login(ended.identifier_code);
    await other.change(PASSWORD, `${PASSWORD} too`);
    const third = await open();
    await third.login(revoked.identifier_code);
    await third.revoke();
    const before = await fates(open, [spent, ended, revoked]);
    await restart();
    return [before, await fates(open, [spent, ended, revoked])];
  },
  async "renewals at once"({ open }) {
    const { identifier_code, renewal_code } = await (await open()).token(alice);
    const clients = await Promise.all(Array.from({ length: 4 }, () => open()));
    const said = await Promise.all(clients.map((client) => client.renew(identifier_code, renewal_code)));
    return said.filter(({ name }) => name === "auth/token").length;
  },
  async "registrations at once"({ open }) {
    const clients = await Promise.all(Array.from({ length: 4 }, () => open()));
    const said = await Promise.all(
      clients.map((client, index) => client.register("raced", PASSWORD, `r${index}@example.org`)),
    );
    return said.filter(({ name }) => name === "account/registered").length;
  },
  async "three tokens"({ open }) {
    const client = await open();
    const tokens = [];
    for (let count = 0; count < 5; count++) tokens.push(await client.token(alice, count % 2 === 0 ? "one" : "two"));
    const logins: string[] = [];
    for (const token of tokens) logins.push(await (await open()).login(token?.identifier_code ?? ""));
    return logins;
  },
  async "whose token it is"({ open }) {
    const client = await open();
    const found: unknown[] = [];
    for (const user of [alice, bob]) {
      const { user_id, identifier_code } = await client.token(user);
      const other = await open();
      const said = await other.ask("auth/login", { identifier_code, user_agent: "" });
      const told = said.message?.["user"] as { id: string; name: string };
      const asked = (await other.ask("connections/whoami", {})).message?.["user"] as { id: string };
      found.push([told.name, told.id === user_id, asked.id === user_id, /^[\da-f-]{36}$/.test(user_id)]);
    }
    return [...found, await client.who()];
  },
  async "a token on a connection of another"({ open }) {
    const client = await open();
    await client.login((await client.token(alice)).identifier_code);
    const token = await client.token(bob);
    const before = await client.who();
    await client.renew(token.identifier_code, token.renewal_code);
    await own(client, "another");
    return [before, await client.who()];
  },
  async "who asks for a token"({ open }) {
    const client = await open();
    const registered = await client.register("mailed", PASSWORD, "mailed@example.org");
    const { id } = (registered.message?.["user"] ?? {}) as { id?: string };
    const ask = async (who: object, password = PASSWORD) =>
      (await client.ask("auth/get_token", { ...who, password, user_agent: "" })).name;
    return [
      await ask({ email: "mailed@example.org" }),
      await ask({ id }),
      await ask({ email: "mailed@example.org", name: "alice" }),
      await ask({ email: "mailed@example.org", name: "alice" }, alice.password),
      await ask({ email: "nobody@example.org", name: "mailed" }),
      await ask({ email: "nobody@example.org", id }),
      await ask({ id, name: "alice" }),
      await ask({}),
      await ask({ name: "nobody.yet" }),
    ];
  },
  async "an expiry"({ open }) {
    const { expires_at } = await (await open()).token(alice);
    const isInstant = typeof expires_at === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(expires_at);
    return [isInstant, Date.parse(String(expires_at)) > Date.UTC(2030, 0, 1)];
  },
  async "logins by one code"({ open }) {
    const { identifier_code } = await (await open()).token(alice);
    const clients: Client[] = [];
    const found: string[] = [];
    for (let count = 0; count < 5; count++) {
      const client = await open();
      clients.push(client);
      found.push(await client.login(identifier_code), await client.who(), await client.who());
    }
    for (const client of clients) found.push(await client.who());
    return found;
  },
  async "bad codes"({ open }) {
    const client = await open();
    const { identifier_code: code, renewal_code } = await client.token(alice);
    await client.login(code);
    const bad = [
      flip(code, 40),
      flip(code, 2),
      `${code}x`,
      code.slice(0, 21),
      code.toLowerCase(),
      "",
      renewal_code,
      alice.password,
    ];
    const found: string[] = [];
    for (const identifier of bad) {
      const other = await open();
      found.push(await other.login(identifier), await other.who());
    }
    await client.login("bad");
    return [...found, await client.who()];
  },
  async "codes that have expired"({ open, pass }) {
    const client = await open();
    const [used, unused, third] = [await client.token(alice), await client.token(alice), await client.token(alice)];
    const renewed = await client.renewed(third);
    pass(2);
    const other = await open();
    await other.login(used.identifier_code);
    await other.login(renewed.identifier_code);
    pass(10);
    const late = await open();
    const found = [await late.login(used.identifier_code), await late.who()];
    return [...found, ...(await fates(open, [unused, renewed]))];
  },
  async "a later renewal"({ open, pass }) {
    const client = await open();
    const first = await client.token(alice);
    const found: unknown[] = [];
    let last = first;
    for (let count = 0; count < 5; count++) {
      pass(2);
      const renewed = await client.renewed(last);
      found.push(Date.parse(String(renewed?.expires_at)) - Date.parse(String(last.expires_at)));
      found.push(await (await open()).login(renewed?.identifier_code ?? "none"));
      last = renewed ?? last;
    }
    return found;
  },
  async "a second login"({ open }) {
    const client = await open();
    const [one, two] = [await client.token(alice), await client.token(bob)];
    return [await client.login(one.identifier_code), await client.login(two.identifier_code), await client.who()];
  },
  async "another connection"({ open }) {
    const client = await open();
    await client.login((await client.token(alice)).identifier_code);
    const other = await open();
    const before = await other.who();
    client.close();
    await sleep(30);
    const found = [before, await (await open()).who()];
    const [one, two] = [await open(), await open()];
    await one.login((await one.token(alice)).identifier_code);
    await two.login((await two.token(bob)).identifier_code);
    return [...found, await one.who(), await two.who()];
  },
  async "nobody's connection"({ open }) {
    const client = await open();
    const { password } = alice;
    return [
      await client.who(),
      (await client.revoke()).name,
      (await client.change(password, PASSWORD)).name,
      (await client.ask("system/ping", {})).name,
      await client.who(),
    ];
  },
  async "a renewal"({ open }) {
    const client = await open();
    const [old, kept] = [await client.token(alice), await client.token(alice)];
    const logged = await open();
    await logged.login(old.identifier_code);
    const bobs = await open();
    await bobs.login((await bobs.token(bob)).identifier_code);
    const said = await bobs.renew(old.identifier_code, old.renewal_code);
    const fresh = said.message?.["token"] as typeof old | undefined;
    const nobodys = await client.renew(kept.identifier_code, kept.renewal_code);
    return [
      said.name,
      nobodys.name,
      fresh?.user_id === old.user_id,
      fresh?.identifier_code === old.identifier_code,
      fresh?.renewal_code === old.renewal_code,
      await (await open()).login(old.identifier_code),
      (await client.renew(old.identifier_code, old.renewal_code)).name,
      await (await open()).login(fresh?.identifier_code ?? ""),
      await logged.who(),
      await bobs.who(),
      await client.who(),
    ];
  },
  async "the renewal of a renewal"({ open }) {
    const client = await open();
    const first = await client.token(alice);
    const second = await client.renewed(first);
    const third = second && (await client.renewed(second));
    const fourth = third && (await client.renewed(third));
    return [fourth !== undefined, await (await open()).login(second?.identifier_code ?? "")];
  },
  async "another token at a renewal"({ open }) {
    const client = await open();
    const [one, two] = [await client.token(alice), await client.token(alice)];
    await client.renewed(one);
    return (await open()).login(two.identifier_code);
  },
  async "codes that renew nothing"({ open }) {
    const client = await open();
    const [one, two, other] = [await client.token(alice), await client.token(alice), await client.token(bob)];
    const tries = [
      ["bad", "bad"],
      [one.identifier_code, "bad"],
      [one.identifier_code, ""],
      [one.identifier_code, one.identifier_code],
      ["bad", one.renewal_code],
      [one.renewal_code, one.renewal_code],
      [one.identifier_code, two.renewal_code],
      [one.identifier_code, other.renewal_code],
      [one.identifier_code, flip(one.renewal_code, 40)],
    ] as const;
    const found: string[] = [];
    for (const [identifier, renewal] of tries) {
      const asker = await open();
      found.push((await asker.renew(identifier, renewal)).name);
    }
    return [...found, ...(await fates(open, [one, two, other]))];
  },
  async addresses({ open }) {
    const token = await (await open()).token(alice);
    const found: string[] = [];
    for (const address of ["127.0.0.2", "127.0.0.10", "127.0.7.1", "127.0.0.1", "127.0.0.1"]) {
      found.push(await (await open(address)).login(token.identifier_code));
    }
    await (await open("127.0.0.2")).token(alice);
    const first = await (await open()).token(bob);
    return [
      ...found,
      await (await open()).login(token.identifier_code),
      await (await open("127.0.0.2")).login(first.identifier_code),
    ];
  },
  "an error behind an error": raw("[]\n{}\nnull\n", 3),
  "a line that is not UTF-8": raw(Buffer.from('{"name":"system/ping","command":{"x":"\xff"}}\n', "latin1")),
  "an unknown command": raw('{"name":"canary/of-mine","command":{},"message_id":"7"}\n'),
  "a command in capitals": raw('{"name":"SYSTEM/PING","command":{}}\n'),
  "numbers for text": raw('{"name":"auth/login","command":{"identifier_code":5,"user_agent":"x"},"message_id":"7"}\n'),
  "null for text": raw('{"name":"auth/login","command":{"identifier_code":null,"user_agent":"x"}}\n'),
  "no program": raw('{"name":"auth/login","command":{"identifier_code":"x"}}\n'),
  "no command": raw('{"name":"system/ping"}\n'),
  "an id that is a number": raw('{"name":"system/ping","command":{},"message_id":7}\n'),
  "an id that is null": raw('{"name":"system/ping","command":{},"message_id":null}\n'),
  "a list of commands": raw(`[${PING}]\n`),
  "more members": raw('{"name":"system/ping","command":{},"x":1}\n{"name":"system/ping","command":{"x":1}}\n', 2),
  "an empty line": raw(`\n${PING}\n`),
  "a carriage return": raw(`${PING}\r\n`),
  "three commands in a write": raw(`${PING}\n${PING}\n${PING}\n`, 3),
  ids: raw(
    ["", " x ", "x".repeat(50), "17", "\u00e4", undefined]
      .map((message_id) => `${JSON.stringify({ name: "system/ping", command: {}, message_id })}\n`)
      .join(""),
    6,
  ),
  "the id of a failure": raw('{"name":"connections/whoami","command":{},"message_id":"x"}\n'),
  "too long a line": raw(
    `${JSON.stringify({ name: "system/ping", command: {}, x: "x".repeat(70_000) })}\n${PING}\n`,
    2,
  ),
  "too long a line with a command at its end": raw(`${" ".repeat(2 * 65_536 + 1)}${PING}\n`),
  "a command with much behind it": raw(`${PING}${" ".repeat(70_000)}\n`),
  async "a command in parts"({ open }) {
    const client = await open();
    const line = Buffer.from('{"name":"system/ping","command":{},"message_id":"\u20ac"}\n');
    const found: unknown[] = [];
    for (const cuts of [[10], [10, 20, 30], [50, 51]]) {
      let start = 0;
      for (const end of [...cuts, line.length]) {
        await client.write(line.subarray(start, end));
        await sleep(25);
        start = end;
      }
      found.push(await client.next());
    }
    await client.write(`${PING}\n${PING.slice(0, 10)}`);
    await sleep(25);
    await client.write(`${PING.slice(10)}\n`);
    return [...found, ...(await names(client, 2))];
  },
  async "a last line without a line feed"({ open }) {
    const client = await open();
    await client.write(PING);
    client.end();
    return names(client, 2);
  },
  async "many errors"({ open }) {
    const client = await open();
    await client.login((await client.token(alice)).identifier_code);
    for (let count = 0; count < 4; count++) await client.ask("no/such", {});
    return client.who();
  },
  async "a connection that waits"({ open }) {
    const client = await open();
    await open();
    const before = (await client.ask("system/ping", {})).name;
    const half = await open();
    await half.write('{"name":');
    await sleep(20);
    return [before, (await client.ask("system/ping", {})).name];
  },
  async "an answer that nobody reads"({ open }) {
    const lazy = await open();
    lazy.socket.pause();
    void lazy.write(`{"name":"system/ping","command":{},"message_id":"${"x".repeat(60_000)}"}\n`.repeat(400));
    const other = await open();
    let said = "system/pong";
    for (let time = 0; time < 6 && said === "system/pong"; time++) {
      await sleep(500);
      said = (await other.ask("system/ping", {})).name;
    }
    return said;
  },
  async "a browser"({ open }) {
    const client = await open();
    await client.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return client.line();
  },
  async "the order of answers"({ open }) {
    const client = await open();
    const { identifier_code } = await client.token(alice);
    const commands = [
      { name: "auth/get_token", command: { name: alice.username, password: alice.password, user_agent: "" } },
      { name: "auth/login", command: { identifier_code, user_agent: "" } },
      { name: "connections/whoami", command: {} },
      { name: "system/ping", command: {} },
    ];
    await client.write(commands.map((command) => `${JSON.stringify(command)}\n`).join(""));
    return names(client, 4);
  },
  async "what messages look like"({ open }) {
    const client = await open();
    const got = await client.get(alice);
    const { identifier_code = "" } = (got.message?.["token"] ?? {}) as { identifier_code?: string };
    await client.write(
      `${JSON.stringify({ name: "auth/login", command: { identifier_code, user_agent: "" } })}\n${PING}\n`,
    );
    const logged = await client.next();
    const pong = await client.line();
    const asked = await client.ask("connections/whoami", {});
    const said = [await client.ask("auth/login", { identifier_code: "x", user_agent: "" }), await client.ask("x", {})];
    const { id } = (asked.message?.["user"] ?? {}) as { id?: unknown };
    return [logged.name, pong, asked.name, typeof id, said, got.name, Object.keys(got.message ?? {})];
  },
  async "ids that stay"({ open }) {
    const client = await open();
    const ping = async (more: object) => client.ask("system/ping", {}, more);
    return [await ping({ message_id: "a" }), await ping({ message_id: "b" }), await ping({})];
  },
  async "a disconnection"({ open }) {
    const client = await open();
    await client.login((await client.token(alice)).identifier_code);
    const said = await client.ask("connections/disconnect", {});
    return [said, await client.who()];
  },
  async "a registration"({ open }) {
    const client = await open();
    const user = await own(client, "fresh");
    const who = await client.who();
    const again = [
      await client.register("fresh", `${PASSWORD} too`, "fresh2@example.org"),
      await client.register("fresh2", `${PASSWORD} too`, "fresh@example.org"),
    ].map(({ name }) => name);
    const byEmail = async (password: string) =>
      (await client.ask("auth/get_token", { email: "fresh@example.org", password, user_agent: "" })).name;
    return [who, again, (await client.get(user)).name, await byEmail(PASSWORD), await byEmail(`${PASSWORD} too`)];
  },
  async "a revocation"({ open }) {
    const client = await open();
    const [one, two, third] = [await client.token(alice), await client.token(alice), await client.token(alice)];
    const renewed = await client.renewed(third);
    const bobs = await client.token(bob);
    const last = await client.token(alice);
    const [asking, other, another] = [await open(), await open(), await open()];
    await asking.login(one.identifier_code);
    await other.login(two.identifier_code);
    await another.login(bobs.identifier_code);
    const said = await asking.revoke();
    const found = [said, await asking.who(), await other.next(), await other.who(), await another.who()];
    return [...found, await fates(open, [one, two, renewed, last, bobs])];
  },
  async "a change of a password"({ open }) {
    const client = await open();
    const user = await own(client, "changer");
    const [one, two, third] = [await client.token(user), await client.token(user), await client.token(user)];
    const renewed = await client.renewed(third);
    const [asking, other] = [await open(), await open()];
    await asking.login(one.identifier_code);
    await other.login(two.identifier_code);
    const refused = [await asking.change("wrong", "Something else"), await asking.change("", "Something else")];
    const before = [await (await open()).login(two.identifier_code), (await client.get(user)).name];
    const said = await asking.change(PASSWORD, `${PASSWORD} too`);
    const found = [refused, before, said, await asking.who(), await other.next(), await other.who()];
    const logins = [(await client.get(user)).name, (await client.get({ ...user, password: `${PASSWORD} too` })).name];
    return [...found, logins, await fates(open, [one, two, renewed])];
  },
  async "a change that nobody may"({ open }) {
    const client = await open();
    const user = await own(client, "victim");
    await client.login((await client.token(user)).identifier_code);
    const other = await open();
    const said = await other.change(PASSWORD, `${PASSWORD} too`);
    return [said, (await other.get(user)).name];
  },
  async "who is gone"({ open, remove }) {
    const client = await open();
    const user = await own(client, "leaving");
    const [one, two] = [await client.token(user), await client.token(user)];
    await (await open()).login(one.identifier_code);
    await remove("leaving");
    return [(await client.get(user)).name, ...(await fates(open, [one, two]))];
  },
  async "a token a second later"({ open, pass }) {
    const client = await open();
    const one = await client.token(alice);
    const found = [await (await open()).login(one.identifier_code)];
    const renewed = await client.renewed(one);
    found.push(await (await open()).login(renewed?.identifier_code ?? ""));
    pass(1);
    return found;
  },
} satisfies Readonly<Record<string, Script>>;
