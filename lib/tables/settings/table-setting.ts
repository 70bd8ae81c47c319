/** What an admin may set for a table while it is in use; holds for tasks that are planned from then on. Client-safe. */
export const TABLE_SETTINGS = ["lanes", "maxRecordsPerSecond"] as const;
export type TableSetting = (typeof TABLE_SETTINGS)[number];
