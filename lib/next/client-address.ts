/**
 * Where a request comes from. The last entry of `x-forwarded-for` is the one that the nearest proxy (or Next itself)
 * wrote; those before it are whatever the client claims.
 */
export function clientAddress(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
