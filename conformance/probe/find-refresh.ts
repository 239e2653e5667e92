import type { HttpRequestSpelling } from "../model/wire.ts";
import { type Asker, isAbsent, isServed } from "./asker.ts";
import { tokensOf, withLifetimes } from "./assigned.ts";
import type { FoundLogin, FoundRefresh, FoundSession } from "./found.ts";
import { pathsNear } from "./paths.ts";
import { GRANT, REFRESH_MEMBERS, REFRESH_NAMES } from "./tables.ts";
import type { FoundToken } from "./tokens.ts";

/**
 * Looks for the refresh, where a login gave a refresh token.
 *
 * @returns it, or else what answered as if it could be one
 */
export async function findRefresh(
  asker: Asker,
  login: FoundLogin,
  session: FoundSession | undefined,
  described: readonly HttpRequestSpelling[],
): Promise<{ refresh?: FoundRefresh; there?: string }> {
  const { refresh: token } = login.tokens;
  if (!token) return {};
  let there: string | undefined;
  const near = pathsNear(login.spelling.path, REFRESH_NAMES);
  const own = described.filter(({ json, form }) => JSON.stringify([json, form]).includes("{refreshToken}"));
  const paths = new Set([...login.cookiePaths, ...described.map(({ path }) => path), ...near]);
  const common = [...paths].map((path) => spellingsAt(path, token, login));
  const carried = session?.spelling.headers ?? {};
  for (const spellings of [...own.map((each) => [each]), ...common]) {
    let left = [...spellings];
    for (let spelling = left.shift(); spelling; spelling = left.shift()) {
      const answer = await asker.ask(spelling, { refreshToken: token.value });
      if (!answer) return { ...(there && { there }) };
      if (isAbsent(answer)) break;
      const given = isServed(answer) ? tokensOf(answer) : undefined;
      if (given) return { refresh: found(answer.spelling, given.tokens, token, answer) };
      there ??= `${spelling.method} ${answer.spelling.path} says ${answer.response.status}`;
      const again = answer.response.status === 401 && { ...answer.spelling, headers: carried };
      if (again && Object.keys(carried).length > 0) {
        const other = await asker.ask(again, { refreshToken: token.value, accessToken: session?.token.value });
        const more = other && isServed(other) ? tokensOf(other) : undefined;
        if (other && more) return { refresh: found(again, more.tokens, token, other) };
      }
      left = mentionedFirst(left, answer.response.body);
    }
  }
  return { ...(there && { there }) };
}

function found(
  spelling: HttpRequestSpelling,
  tokens: FoundRefresh["tokens"],
  before: FoundToken,
  { response, receivedAt }: { readonly response: Parameters<typeof withLifetimes>[1]; readonly receivedAt: number },
): FoundRefresh {
  const rotates = tokens.refresh !== undefined && tokens.refresh.value !== before.value;
  return { spelling, tokens: withLifetimes(tokens, response, receivedAt), rotates };
}

/** How a refresh may be spelt at a path: with its token where the login's answer had it, under its name there first. */
function spellingsAt(path: string, { place }: FoundToken, { spelling }: FoundLogin): HttpRequestSpelling[] {
  const asked = { method: "POST", path };
  if (place.cookie !== undefined) {
    const cookies = { [place.cookie]: "{refreshToken}" };
    return [
      { ...asked, cookies, json: {} },
      { ...asked, cookies },
    ];
  }
  if (place.header !== undefined)
    return [{ ...asked, headers: { [place.header]: `${place.behind ?? ""}{refreshToken}` } }];
  const own = place.at?.split("/").findLast((name) => /refresh/i.test(name)) ?? "refresh_token";
  const names = [...new Set([own, ...REFRESH_MEMBERS])];
  const json = names.map((name) => ({ ...asked, json: { [name]: "{refreshToken}" } }));
  const form = [{ ...asked, form: GRANT }];
  return spelling.form ? [...form, ...json] : [...json.slice(0, 2), ...form, ...json.slice(2)];
}

function mentionedFirst(spellings: readonly HttpRequestSpelling[], said: string): HttpRequestSpelling[] {
  const words = new Set(said.match(/\w+/g) ?? []);
  const isMentioned = ({ json, form }: HttpRequestSpelling) =>
    Object.keys({ ...(json as object), ...form }).some((name) => words.has(name));
  return [...spellings.filter(isMentioned), ...spellings.filter((each) => !isMentioned(each))];
}
