/** Any address that is not of this site will do. */
const HERE = "https://here.invalid";

/** Where to go after sign-in: a path of this site, never another site's address, however a browser may read it. */
export function callbackPath(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || !URL.canParse(wanted, HERE)) return "/";
  const { origin, pathname, search, hash } = new URL(wanted, HERE);
  return origin === HERE && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : "/";
}
