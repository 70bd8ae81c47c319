import { createHash, timingSafeEqual } from "node:crypto";

/** Whether a request carries the token; compared in constant time. Without a configured token nobody does. */
export function hasMetricsToken(request: Request, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  return token !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string) => createHash("sha256").update(text).digest();
