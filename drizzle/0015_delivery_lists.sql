CREATE INDEX "notifications_failed" ON "swath"."notifications" USING btree ("tried_at") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "notifications_state" ON "swath"."notifications" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "notifications_channel" ON "swath"."notifications" USING btree ("channel","id");