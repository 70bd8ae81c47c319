import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { summariseSelection, SummariseSelectionInput } from "@/lib/tables/list/summarise-selection";

/** A POST only because a selection of thousands of ids doesn't fit into an address. */
export const POST = defineRoute(
  { params: z.object({ table: z.string() }), body: SummariseSelectionInput.omit({ table: true }) },
  (ctx, { params, body }) => summariseSelection(ctx, { ...params, ...body }),
);
