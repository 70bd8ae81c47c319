import { AppError } from "@/lib/model/errors";

/**
 * Browsers say where a request comes from; the session cookie alone would let one of another site through.
 * @throws AppError FORBIDDEN: it writes, or asks at length, and comes from elsewhere
 */
export function assertOwnSite(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers.get("sec-fetch-site");
  // Programs other than browsers say neither.
  const own = site ? site === "same-origin" || site === "none" : isOwnOrigin(request);
  if (!own) throw new AppError("FORBIDDEN", "This request came from another site.");
}

/** For browsers that don't say the one may say the other. */
function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  const hosts = [request.headers.get("x-forwarded-host"), request.headers.get("host")];
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}
