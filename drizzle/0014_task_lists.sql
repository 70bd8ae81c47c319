ALTER TABLE "swath"."bulk_tasks" ADD COLUMN "chunks_done" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD COLUMN "paused_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "bulk_tasks_ended" ON "swath"."bulk_tasks" USING btree ("state","operation","id") WHERE state in ('cancelled', 'succeeded', 'partial', 'failed');--> statement-breakpoint
CREATE INDEX "bulk_tasks_ended_table" ON "swath"."bulk_tasks" USING btree ("table_name","state","operation","id") WHERE state in ('cancelled', 'succeeded', 'partial', 'failed');--> statement-breakpoint
CREATE INDEX "bulk_tasks_ended_actor" ON "swath"."bulk_tasks" USING btree ("actor_id","state","operation","id") WHERE state in ('cancelled', 'succeeded', 'partial', 'failed');--> statement-breakpoint
CREATE INDEX "bulk_tasks_ended_actor_table" ON "swath"."bulk_tasks" USING btree ("actor_id","table_name","state","operation","id") WHERE state in ('cancelled', 'succeeded', 'partial', 'failed');