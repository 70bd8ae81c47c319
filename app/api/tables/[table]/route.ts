import { defineRoute } from "@/lib/next/define-route";
import { readTableInfo, ReadTableInfoInput } from "@/lib/tables/read-table-info";

export const GET = defineRoute({ params: ReadTableInfoInput }, (ctx, { params }) => readTableInfo(ctx, params));
