import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { listDeliveries, ListDeliveriesInput } from "@/lib/notify/list-deliveries";

export const GET = defineRoute(
  { params: z.object({ id: z.uuid() }), query: ListDeliveriesInput.omit({ taskId: true }) },
  (ctx, { params, query }) => listDeliveries(ctx, { ...query, taskId: params.id }),
);
