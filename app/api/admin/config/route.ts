import { exportConfig } from "@/lib/catalogue/config/export-config";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute({}, (ctx) => {
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": 'attachment; filename="swath.config.ts"',
    "cache-control": "no-store",
  };
  return new Response(exportConfig(ctx), { headers });
});
