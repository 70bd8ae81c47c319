import { outcomesCsv } from "@/lib/bulk/report/outcomes-csv";
import { taskFile } from "@/lib/next/task-file";

export const GET = taskFile("outcomes", outcomesCsv);
