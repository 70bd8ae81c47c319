import { sseResponse } from "@/lib/live/sse";
import { taskEvents } from "@/lib/live/task-events";
import { defineRoute } from "@/lib/next/define-route";
import { requireSession } from "@/lib/next/require-actor";

export const dynamic = "force-dynamic";

/** Every task that the actor may see, on one stream: a snapshot first, then each change. */
export const GET = defineRoute(
  {},
  async ({ actor }, _input, request, end) => {
    const session = await requireSession();
    return sseResponse(request, (signal) => taskEvents({ actor, session }, signal), { onEnd: end });
  },
  { turn: "stream" },
);
