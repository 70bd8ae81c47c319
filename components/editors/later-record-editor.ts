import { later } from "@/components/ui/overlays/later";

/** Its search is the heaviest of the editors, and most tables need it seldom. */
export const laterRecordEditor = later(async () => (await import("./record-editor")).RecordEditor);
