import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { columnFacets } from "@/lib/tables/list/column-facets";
import { RecordQueryParams } from "@/lib/tables/list/query-params";

export const GET = defineRoute(
  {
    params: z.object({ table: z.string(), column: z.string() }),
    query: RecordQueryParams.extend({ q: z.string().max(200).default("") }),
  },
  (ctx, { params, query }) => columnFacets(ctx, { ...params, ...query }),
);

/** The same where the question is too long for an address. */
export const POST = GET;
