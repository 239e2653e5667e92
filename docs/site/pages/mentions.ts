import { allRequirements } from "../../../conformance/model/requirement.ts";
import { href } from "./page.ts";
import { protocols } from "./protocols.ts";
import { requirementPath } from "./requirement.ts";

const known: ReadonlySet<string> = new Set(allRequirements.map(({ id }) => id));
const MENTION = new RegExp(`(?<!\\[)\`((?:${protocols.join("|")})\\.[a-z0-9]+(?:-[a-z0-9]+)+)\`(?!\\])`, "g");

/**
 * Markdown in which every requirement that is named, as code, is a link to its page.
 * @throws Error naming the page, where there is no such requirement any more
 */
export function withMentions(page: string, markdown: string): string {
  return markdown.replaceAll(MENTION, (mention, id: string) => {
    if (!known.has(id)) throw new Error(`${page}: there is no requirement ${id}; authmark list shows them all.`);
    return `[${mention}](${href(requirementPath(id))})`;
  });
}
