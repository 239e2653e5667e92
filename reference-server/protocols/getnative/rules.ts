/**
 * The number of the account that a token names.
 *
 * @returns undefined for what is no number as this server writes it
 */
export function accountIn(sub: string): number | undefined {
  const id = Number(sub);
  return Number.isSafeInteger(id) && String(id) === sub ? id : undefined;
}
