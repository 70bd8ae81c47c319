import { z } from "zod";
import { listOutcomes, ListOutcomesInput } from "@/lib/bulk/report/list-outcomes";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute(
  { params: z.object({ id: z.uuid() }), query: ListOutcomesInput.omit({ taskId: true }) },
  (ctx, { params, query }) => listOutcomes(ctx, { taskId: params.id, ...query }),
);
