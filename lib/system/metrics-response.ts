import type { SystemFacts } from "./facts";
import { METRICS_TYPE, metricsText } from "./metrics";
import { hasMetricsToken } from "./metrics-token";

/** What /api/metrics answers. Without a configured token there is no such page; nothing is read for a wrong one. */
export async function metricsResponse(
  request: Request,
  token: string | undefined,
  read: () => Promise<SystemFacts>,
): Promise<Response> {
  if (!token) return new Response("Not found\n", { status: 404 });
  if (!hasMetricsToken(request, token)) {
    return new Response("The metrics token is missing or wrong.\n", {
      status: 401,
      headers: { "www-authenticate": 'Bearer realm="swath metrics"' },
    });
  }
  const text = await metricsText(await read());
  return new Response(text, { headers: { "content-type": METRICS_TYPE, "cache-control": "no-store" } });
}
