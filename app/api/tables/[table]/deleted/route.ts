import { z } from "zod";
import { getDeletedRecord } from "@/lib/bulk/report/deleted-record";
import { defineRoute } from "@/lib/next/define-route";
import { GetRecordInput } from "@/lib/tables/record/get-record";

export const GET = defineRoute(
  { params: z.object({ table: z.string() }), query: GetRecordInput.pick({ id: true }) },
  (ctx, { params, query }) => getDeletedRecord(ctx, { ...params, ...query }),
);
