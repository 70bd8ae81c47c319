ALTER TABLE "swath"."record_changes" ALTER COLUMN "before" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "swath"."record_changes" ALTER COLUMN "after" SET DATA TYPE json;