import { sseResponse } from "@/lib/live/sse";
import { taskEvents } from "@/lib/live/task-events";
import { AppError } from "@/lib/model/errors";
import { defineRoute } from "@/lib/next/define-route";
import { currentSession } from "@/lib/next/require-actor";

export const dynamic = "force-dynamic";

/** Every task that the actor may see, on one stream: a snapshot first, then each change. */
export const GET = defineRoute(
  {},
  async ({ actor }, _input, request, end) => {
    const session = await currentSession();
    if (!session) throw new AppError("UNAUTHENTICATED", "You are signed out. Sign in and try again.");
    return sseResponse(request, (signal) => taskEvents({ actor, session }, signal), { onEnd: end });
  },
  { turn: "stream" },
);
