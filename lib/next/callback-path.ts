/** Where to go after sign-in: a path of this site, never another site's address. */
export function callbackPath(wanted: unknown): string {
  if (typeof wanted !== "string" || !/^\/(?![/\\])/.test(wanted)) return "/";
  // Browsers drop tabs and newlines inside an address and read a backslash as a slash: "/\t/evil.example" is another site.
  return /[\\\u0000-\u001f]/.test(wanted) ? "/" : wanted;
}
