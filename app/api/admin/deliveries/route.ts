import { defineRoute } from "@/lib/next/define-route";
import { listDeliveries, ListDeliveriesInput } from "@/lib/notify/list-deliveries";

export const GET = defineRoute({ query: ListDeliveriesInput.omit({ taskId: true }) }, (ctx, { query }) =>
  listDeliveries(ctx, query),
);
