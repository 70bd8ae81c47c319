import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { referenceLabels, ReferenceLabelsInput } from "@/lib/tables/references/reference-labels";

/** A POST only because the keys of a long list don't fit into an address. */
export const POST = defineRoute(
  {
    params: z.object({ table: z.string(), column: z.string() }),
    body: ReferenceLabelsInput.pick({ ids: true }),
  },
  (ctx, { params, body }) => referenceLabels(ctx, { ...params, ...body }),
);
