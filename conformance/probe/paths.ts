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
  const near = folders.slice(0, 2).flatMap((folder) => names.map((name) => `${folder}/${name}${slash}`));
  const far = folders.slice(2).flatMap((folder) => names.map((name) => `${folder}/${name}${slash}`));
  return [...new Set([...near, ...far])];
}
