import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { searchReferences } from "@/lib/tables/references/search-references";

export const GET = defineRoute(
  {
    params: z.object({ table: z.string(), column: z.string() }),
    query: z.object({ q: z.string().max(200).default("") }),
  },
  (ctx, { params, query }) => searchReferences(ctx, { ...params, ...query }),
);
