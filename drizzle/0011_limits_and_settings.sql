CREATE TABLE "swath"."table_settings" (
	"table_name" text NOT NULL,
	"setting" text NOT NULL,
	"value" jsonb,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "table_settings_table_name_setting_pk" PRIMARY KEY("table_name","setting")
);
--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD COLUMN "max_records_per_second" integer;--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD COLUMN "limited_by" uuid;--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD COLUMN "paced_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD COLUMN "paused_by" uuid;--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD COLUMN "held_for" text;--> statement-breakpoint
ALTER TABLE "swath"."table_settings" ADD CONSTRAINT "table_settings_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "swath"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD CONSTRAINT "bulk_tasks_limited_by_users_id_fk" FOREIGN KEY ("limited_by") REFERENCES "swath"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD CONSTRAINT "bulk_tasks_paused_by_users_id_fk" FOREIGN KEY ("paused_by") REFERENCES "swath"."users"("id") ON DELETE no action ON UPDATE no action;