import { failedRowsCsv } from "@/lib/bulk/import/failed-rows-csv";
import { taskFile } from "@/lib/next/task-file";

export const GET = taskFile("failed-rows", failedRowsCsv);
