export const SHORTEST_SECRET = 16;

/**
 * AUTH_SECRET as a list: the first one signs, all of them are believed. So a secret is changed without signing people
 * out: the new one in front, a comma, the old one; without the old one when a month has passed.
 */
export function secretsOf(text: string): [string, ...string[]] {
  const [first = "", ...rest] = text.split(",").map((secret) => secret.trim());
  return [first, ...rest];
}
