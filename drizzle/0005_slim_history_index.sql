DROP INDEX "swath"."record_changes_record";--> statement-breakpoint
CREATE INDEX "record_changes_record" ON "swath"."record_changes" USING btree ("record_id");