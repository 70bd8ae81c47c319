import { currentTasks } from "@/lib/bulk/task/current-tasks";
import { defineRoute } from "@/lib/next/define-route";

/** What the stream's snapshot holds, for browsers that can't keep a stream open. */
export const GET = defineRoute({}, (ctx) => currentTasks(ctx));
