import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { countRecords } from "@/lib/tables/list/count-records";
import { RecordQueryParams } from "@/lib/tables/list/query-params";

export const GET = defineRoute(
  { params: z.object({ table: z.string() }), query: RecordQueryParams },
  (ctx, { params, query }) => countRecords(ctx, { ...params, ...query }),
);
