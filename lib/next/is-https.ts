/** Whether the browser came by https: a proxy in front says so; without one it is as Next itself was asked. */
export function isHttps(headers: Pick<Headers, "get">, protocol = ""): boolean {
  return (headers.get("x-forwarded-proto")?.split(",")[0] ?? protocol).startsWith("https");
}
