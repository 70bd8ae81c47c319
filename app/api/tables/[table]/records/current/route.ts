import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { currentRecords } from "@/lib/tables/list/current-records";
import { RecordIdsParams } from "@/lib/tables/list/query-params";

export const GET = defineRoute(
  { params: z.object({ table: z.string() }), query: RecordIdsParams },
  (ctx, { params, query }) => currentRecords(ctx, { ...params, ...query }),
);
