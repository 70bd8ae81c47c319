import NextAuth, { type NextAuthRequest } from "next-auth";
import { type NextFetchEvent, type NextMiddleware, type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { authConfig } from "@/lib/next/auth-config";
import { isHttps } from "@/lib/next/is-https";
import { DATA_HEADERS, pageHeaders } from "@/lib/next/security-headers";

const OPEN = /^\/(sign-in|welcome|api\/auth|api\/health|api\/live|api\/ready|api\/metrics)(\/|$)/;

const readSession: NextMiddleware = NextAuth(authConfig).auth((request: NextAuthRequest, _event: NextFetchEvent) => {
  const { pathname, search } = request.nextUrl;
  const goOn = () => NextResponse.next({ request: { headers: request.headers } });
  if (request.auth?.user?.id || OPEN.test(pathname)) return goOn();
  if (pathname.startsWith("/api/")) {
    const message = "You are signed out. Sign in and try again.";
    return Response.json({ ok: false, code: "UNAUTHENTICATED", message, fields: {}, details: {} }, { status: 401 });
  }
  // A server action answers for itself; a redirect would send its body to the sign-in page.
  if (request.headers.has("next-action")) return goOn();
  // Next sends it as a path, so that no host that a request claims is believed.
  const to = new URL("/sign-in", request.nextUrl);
  if (pathname !== "/") to.searchParams.set("callbackUrl", `${pathname}${search}`);
  return Response.redirect(to, 307);
});

/**
 * A convenience, not the guard (each page, action and route asks for its actor itself): anonymous page requests go to
 * the sign-in page, anonymous API requests get 401. It also renews the session cookie of those who are active: with a
 * page that is opened, never with what a page asks for on the side. That may be answered after somebody has signed out
 * or changed their password, and would bring the ended session back.
 */
export default async function proxy(request: NextRequest, event: NextFetchEvent): Promise<Response | undefined> {
  const headers = headersFor(request);
  // Next reads the nonce from the request's policy, and gives it to each script that it writes into the page.
  request.headers.set("content-security-policy", headers["content-security-policy"] ?? "");
  const response = (await readSession(request, event)) ?? undefined;
  if (!request.headers.get("accept")?.includes("text/html")) response?.headers.delete("set-cookie");
  for (const [name, value] of Object.entries(headers)) response?.headers.set(name, value);
  return response;
}

function headersFor({ nextUrl, headers }: NextRequest): Record<string, string> {
  if (nextUrl.pathname.startsWith("/api/")) return DATA_HEADERS;
  return pageHeaders({
    nonce: btoa(crypto.randomUUID()),
    isHttps: isHttps(headers, nextUrl.protocol),
    isDevelopment: env.NODE_ENV === "development",
  });
}

// Where a proxy runs, Next holds the body in memory, up to 10 MB: files and pasted ranges are larger. Their routes ask
// for the actor themselves, like every other.
export const config = {
  matcher: ["/((?!_next/static|_next/image|icon.svg|favicon.ico|api/imports$|api/plans/(?:values|inserts)$).*)"],
};
