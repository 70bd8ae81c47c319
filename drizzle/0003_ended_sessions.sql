CREATE TABLE "swath"."ended_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "ended_sessions_until" ON "swath"."ended_sessions" USING btree ("until");