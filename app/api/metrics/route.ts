import { env } from "@/lib/env";
import { metricsResponse } from "@/lib/system/metrics-response";
import { readFacts } from "@/lib/system/read-facts";

export const dynamic = "force-dynamic";

/** For Prometheus, with `Authorization: Bearer $SWATH_METRICS_TOKEN`. */
export const GET = (request: Request) => metricsResponse(request, env.SWATH_METRICS_TOKEN, () => readFacts());
