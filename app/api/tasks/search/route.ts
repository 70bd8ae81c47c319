import { listTasks, ListTasksInput } from "@/lib/bulk/task/list-tasks";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute({ query: ListTasksInput }, (ctx, { query }) => listTasks(ctx, query));
