import { sseResponse } from "@/lib/live/sse";
import { taskEvents } from "@/lib/live/task-events";
import { defineRoute } from "@/lib/next/define-route";

export const dynamic = "force-dynamic";

/** Every task that the actor may see, on one stream: a snapshot first, then each change. */
export const GET = defineRoute({}, (ctx, _input, request) =>
  sseResponse(request, (signal) => taskEvents(ctx.actor, signal)),
);
