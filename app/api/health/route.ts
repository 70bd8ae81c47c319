import { hasRole } from "@/lib/model/actor";
import { env } from "@/lib/env";
import { currentActor } from "@/lib/next/require-actor";
import { healthAnswer, healthDetail } from "@/lib/system/health-answer";
import { hasMetricsToken } from "@/lib/system/metrics-token";
import { readFacts } from "@/lib/system/read-facts";

export const dynamic = "force-dynamic";

/** Open to everyone: says how well it is, and nothing that is worth hiding. Admins and the metrics token see all of it. */
export async function GET(request: Request): Promise<Response> {
  const facts = await readFacts();
  const answer = (await maySeeAll(request)) ? healthDetail(facts) : healthAnswer(facts);
  return Response.json(answer, { status: answer.ok ? 200 : 503, headers: { "cache-control": "no-store" } });
}

async function maySeeAll(request: Request): Promise<boolean> {
  if (hasMetricsToken(request, env.SWATH_METRICS_TOKEN)) return true;
  // Without a database nobody is known to be an admin; that it is away is said all the same.
  const actor = await currentActor().catch(() => null);
  return actor !== null && hasRole(actor, "admin");
}
