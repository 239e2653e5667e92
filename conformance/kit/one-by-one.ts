/**
 * Sends one request after the other, and names what came back by number: `odd 1`, `odd 2`. All at once would queue up at
 * a server that hashes one password at a time, and the last would look like silence.
 */
export async function oneByOne<T>(name: string, requests: readonly (() => Promise<T>)[]): Promise<Record<string, T>> {
  const answers: Record<string, T> = {};
  for (const [index, send] of requests.entries()) answers[`${name} ${index + 1}`] = await send();
  return answers;
}
