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

/** Paths with these names beside another path, and above it; like it, they end in a slash or do not. */
export function pathsNear(path: string, names: readonly string[]): string[] {
  const slash = path.endsWith("/") ? "/" : "";
  const folders = foldersOf(path);
  const under = (some: readonly string[]) => names.flatMap((name) => some.map((folder) => `${folder}/${name}${slash}`));
  return [...new Set([...under(folders.slice(0, 2)), ...under(folders.slice(2))])];
}
