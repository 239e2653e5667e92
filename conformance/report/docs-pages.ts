/** Where `npm run docs:dev` serves the docs: what reports link to, unless they are told where else the docs are. */
export const LOCAL_DOCS = "http://localhost:4321";

/** A name as a part of an address: letters, digits and hyphens. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/['’]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

/** The page on which the broken servers of a protocol are, without slashes at its ends. */
export const brokenServersPath = (protocol: string): string => `broken-servers/${protocol}`;

/**
 * The address of what the docs say of a broken server.
 *
 * @param docs the address of the docs, with or without a slash at its end
 */
export function brokenServerAddress(docs: string, protocol: string, name: string): string {
  return `${docs.replace(/\/+$/, "")}/${brokenServersPath(protocol)}/#${slug(name)}`;
}
