/** The folders that a path is in, from the inmost to the root: `/api/auth/login` is in `/api/auth`, `/api` and none. */
export function foldersOf(path: string): string[] {
  const segments = path.split("/").filter((segment) => segment !== "");
  return segments.map((_, index) =>
    segments
      .slice(0, segments.length - 1 - index)
      .map((each) => `/${each}`)
      .join(""),
  );
}

/** Paths with these names beside another path, and above it; where that ends in a slash, they do, and then do not. */
export function pathsNear(path: string, names: readonly string[]): string[] {
  const ends = path.endsWith("/") ? ["/", ""] : [""];
  const folders = foldersOf(path);
  const under = (some: readonly string[]) =>
    names.flatMap((name) => ends.flatMap((end) => some.map((folder) => `${folder}/${name}${end}`)));
  return [...new Set([...under(folders.slice(0, 2)), ...under(folders.slice(2))])];
}
