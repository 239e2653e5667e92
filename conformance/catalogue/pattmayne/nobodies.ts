/** What is no user's number: too large for anybody, none, and what is no number at all. */
export const NOBODIES: readonly unknown[] = [2 ** 31 - 7, 0, -1, null, undefined, "nobody", { $gt: 0 }, [1]];
