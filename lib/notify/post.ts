import http from "node:http";
import https from "node:https";
import type { NotifyConfig } from "./config";
import { assertPublicHost, InternalAddressError, publicLookup } from "./public-address";

const TIMEOUT_MS = 10_000;

/**
 * POSTs JSON over a connection of its own, to the public internet unless the installation allows more. Redirects are
 * answers like any other: nobody follows them.
 * @returns the status
 * @throws InternalAddressError, or an error of the connection
 */
export async function post(
  target: string,
  body: string,
  headers: Record<string, string>,
  { allowInternal, lookup }: Pick<NotifyConfig, "allowInternal" | "lookup">,
): Promise<number> {
  const url = new URL(target);
  if (!allowInternal) {
    if (url.protocol !== "https:") throw new InternalAddressError("plain http");
    assertPublicHost(url.hostname);
  }
  const options: https.RequestOptions = {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
    agent: false,
    lookup: allowInternal ? lookup : publicLookup(lookup),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? https : http).request(url, options, (response) => {
      response.on("error", () => {});
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", reject);
    request.end(body);
  });
}
