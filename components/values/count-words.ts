import { counted, number } from "@/lib/model/locale";

export { number };

/** "1 record", "17,431 records" */
export const records = (n: number): string => counted(n, "record");
