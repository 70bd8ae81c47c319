/**
 * The code and sentence of an `AppError` that was thrown while a page rendered on the server. In production nothing
 * else of an error reaches the browser than its digest, which `AppError` fills with both; `undefined` for any other error.
 */
export function wordsOf(error: unknown): { code: string; message: string } | undefined {
  const digest = digestOf(error);
  const match = digest === undefined ? null : /^SWATH ([A-Z_]+) (.+)$/s.exec(digest);
  return match?.[1] && match[2] ? { code: match[1], message: match[2] } : undefined;
}

/** What to quote when nothing else is known. */
export function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}
