import { z } from "zod";
import { taskThroughput } from "@/lib/bulk/task/task-throughput";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute({ params: z.object({ id: z.uuid() }) }, (ctx, { params }) =>
  taskThroughput(ctx, { taskId: params.id }),
);
