import { brokenServersPath } from "../../../conformance/report/docs-pages.ts";
import { href } from "./page.ts";
import { protocols } from "./protocols.ts";
import { interfaces } from "./reference-paths.ts";

/** What stands under the guide to a protocol: where the rest of it is; nothing under any other page. */
export function guideEnd(file: string): string {
  const protocol = protocols.find((each) => file === `docs/guides/${each}.md`);
  if (!protocol) return "";
  const references = interfaces.filter((each) => each.protocol === protocol);
  return `
## All of it

- [Test your server](${href("test-your-server")}): \`authmark test --protocol ${protocol} …\`, by its address, or started by the suite; where its wire differs, [bind it](${href("bind-your-server")})
- [Every requirement](${href(`requirements/${protocol}`)}), and how it is tested
- [The kill matrix](${href(brokenServersPath(protocol))}): the broken servers that the suite notices
${references.map(({ title, path }) => `- [The interface of ${title}](${href(path)})`).join("\n")}
`;
}
