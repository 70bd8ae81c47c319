CREATE TYPE "swath"."chosen_channel" AS ENUM('status_page', 'toast', 'browser', 'email');--> statement-breakpoint
CREATE TYPE "swath"."delivery_state" AS ENUM('waiting', 'sent', 'failed', 'skipped');--> statement-breakpoint
CREATE TYPE "swath"."sent_channel" AS ENUM('email', 'webhook', 'callback');--> statement-breakpoint
CREATE TYPE "swath"."tell" AS ENUM('always', 'problems', 'never');--> statement-breakpoint
CREATE TABLE "swath"."notification_preferences" (
	"user_id" uuid NOT NULL,
	"channel" "swath"."chosen_channel" NOT NULL,
	"tell" "swath"."tell" NOT NULL,
	CONSTRAINT "notification_preferences_user_id_channel_pk" PRIMARY KEY("user_id","channel")
);
--> statement-breakpoint
CREATE TABLE "swath"."notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"channel" "swath"."sent_channel" NOT NULL,
	"recipient" text NOT NULL,
	"state" "swath"."delivery_state" DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tried_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
-- Ends that nobody had followed up yet.
INSERT INTO "swath"."notifications" ("id", "task_id", "channel", "recipient")
SELECT gen_random_uuid(), "id", 'callback', 'onFinish' FROM "swath"."bulk_tasks" WHERE "finished_at" is not null and "followed_up_at" is null;--> statement-breakpoint
DROP INDEX "swath"."bulk_tasks_to_follow_up";--> statement-breakpoint
ALTER TABLE "swath"."notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "swath"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."notifications" ADD CONSTRAINT "notifications_task_id_bulk_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "swath"."bulk_tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "swath"."notifications" USING btree ("task_id","channel","recipient");--> statement-breakpoint
CREATE INDEX "notifications_due" ON "swath"."notifications" USING btree ("next_try_at") WHERE state = 'waiting';--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" DROP COLUMN "followed_up_at";