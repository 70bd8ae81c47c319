import NextAuth, { type NextAuthRequest } from "next-auth";
import type { NextFetchEvent, NextMiddleware, NextRequest } from "next/server";
import { authConfig } from "@/lib/next/auth-config";

const OPEN = /^\/(sign-in|welcome|api\/auth|api\/health|api\/metrics)(\/|$)/;

const readSession: NextMiddleware = NextAuth(authConfig).auth((request: NextAuthRequest, _event: NextFetchEvent) => {
  const { pathname, search } = request.nextUrl;
  if (request.auth?.user?.id || OPEN.test(pathname)) return;
  if (pathname.startsWith("/api/")) {
    const message = "You are signed out. Sign in and try again.";
    return Response.json({ ok: false, code: "UNAUTHENTICATED", message, fields: {}, details: {} }, { status: 401 });
  }
  // A server action answers for itself; a redirect would send its body to the sign-in page.
  if (request.headers.has("next-action")) return;
  const to = new URL("/sign-in", originOf(request));
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
  const response = (await readSession(request, event)) ?? undefined;
  if (!request.headers.get("accept")?.includes("text/html")) response?.headers.delete("set-cookie");
  return response;
}

/** The address that the browser used; `nextUrl` may say localhost. */
function originOf(request: { headers: Headers; nextUrl: URL }): string {
  const protocol = request.headers.get("x-forwarded-proto")?.split(",")[0] ?? request.nextUrl.protocol.replace(":", "");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host") ?? request.nextUrl.host;
  return `${protocol}://${host}`;
}

// Where a proxy runs, Next holds the body in memory, up to 10 MB: files and pasted ranges are larger. Their routes ask
// for the actor themselves, like every other.
export const config = {
  matcher: ["/((?!_next/static|_next/image|icon.svg|favicon.ico|api/imports$|api/plans/(?:values|inserts)$).*)"],
};
