CREATE TYPE "swath"."key_range" AS RANGE (SUBTYPE = text, COLLATION = "C");
--> statement-breakpoint
CREATE TYPE "swath"."audit_subject" AS ENUM('task', 'user', 'setting');--> statement-breakpoint
CREATE TYPE "swath"."conflict_policy" AS ENUM('skip', 'overwrite');--> statement-breakpoint
CREATE TYPE "swath"."error_policy" AS ENUM('skip_failed', 'all_or_nothing');--> statement-breakpoint
CREATE TYPE "swath"."task_operation" AS ENUM('update', 'delete', 'undo', 'import');--> statement-breakpoint
CREATE TYPE "swath"."task_relation" AS ENUM('retry_of', 'undo_of');--> statement-breakpoint
CREATE TYPE "swath"."task_state" AS ENUM('planned', 'pending', 'running', 'paused', 'cancelling', 'cancelled', 'succeeded', 'partial', 'failed');--> statement-breakpoint
CREATE TYPE "swath"."chosen_channel" AS ENUM('status_page', 'toast', 'browser', 'email');--> statement-breakpoint
CREATE TYPE "swath"."delivery_state" AS ENUM('waiting', 'sent', 'failed', 'skipped');--> statement-breakpoint
CREATE TYPE "swath"."sent_channel" AS ENUM('email', 'webhook', 'callback');--> statement-breakpoint
CREATE TYPE "swath"."tell" AS ENUM('always', 'problems', 'never');--> statement-breakpoint
CREATE TYPE "swath"."change_kind" AS ENUM('values', 'created', 'deleted');--> statement-breakpoint
CREATE TYPE "swath"."listed_outcome" AS ENUM('conflict', 'failed', 'forbidden', 'gone');--> statement-breakpoint
CREATE TYPE "swath"."user_role" AS ENUM('viewer', 'editor', 'admin');--> statement-breakpoint
CREATE SEQUENCE "swath"."task_revision" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "swath"."record_change_ids" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "swath"."audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "swath"."audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_id" uuid,
	"subject_kind" "swath"."audit_subject" NOT NULL,
	"subject_id" text NOT NULL,
	"action" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "swath"."bulk_chunks" (
	"task_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"record_ids" text[] NOT NULL,
	"versions" "xid"[] NOT NULL,
	"contents" bigint[],
	"given" jsonb[],
	"source_id" bigint,
	"source_places" integer[],
	"size" integer NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone,
	"done_at" timestamp with time zone,
	"changed" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"conflict" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"forbidden" integer DEFAULT 0 NOT NULL,
	"gone" integer DEFAULT 0 NOT NULL,
	"duration_ms" integer,
	"worker" text,
	CONSTRAINT "bulk_chunks_task_id_seq_pk" PRIMARY KEY("task_id","seq")
);
--> statement-breakpoint
CREATE TABLE "swath"."bulk_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor_id" uuid NOT NULL,
	"table_name" text NOT NULL,
	"operation" "swath"."task_operation" NOT NULL,
	"change" jsonb,
	"selection" jsonb NOT NULL,
	"change_text" text DEFAULT '' NOT NULL,
	"filter_text" text DEFAULT '' NOT NULL,
	"reason" text,
	"state" "swath"."task_state" DEFAULT 'planned' NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"processed" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"conflict" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"forbidden" integer DEFAULT 0 NOT NULL,
	"gone" integer DEFAULT 0 NOT NULL,
	"chunks_done" integer DEFAULT 0 NOT NULL,
	"progress_percent" integer GENERATED ALWAYS AS (case when total = 0 then 0
        when processed >= total and state not in ('succeeded', 'partial', 'failed', 'cancelled') then 99
        else floor(100.0 * processed / total)::int end) STORED,
	"error_policy" "swath"."error_policy" DEFAULT 'skip_failed' NOT NULL,
	"conflict_policy" "swath"."conflict_policy" DEFAULT 'skip' NOT NULL,
	"backend" text,
	"lanes" integer DEFAULT 2 NOT NULL,
	"max_records_per_second" integer,
	"limited_by" uuid,
	"paced_until" timestamp with time zone,
	"paused_by" uuid,
	"held_for" text,
	"notification" text[] DEFAULT '{"status_page"}' NOT NULL,
	"frozen_digest" text,
	"frozen_columns" text[],
	"task_key" text,
	"parent_id" uuid,
	"relation" "swath"."task_relation",
	"error_code" text,
	"error_message" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"planned_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"paused_ms" bigint DEFAULT 0 NOT NULL,
	"heartbeat_at" timestamp with time zone,
	"revision" bigint DEFAULT nextval('swath.task_revision') NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "swath"."record_changes" (
	"id" bigint DEFAULT nextval('swath.record_change_ids') NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"task_id" uuid,
	"seq" integer,
	"level" smallint DEFAULT 0 NOT NULL,
	"table_name" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"wrote" "swath"."change_kind" NOT NULL,
	"keys" "swath"."key_range" NOT NULL,
	"record_ids" text[] NOT NULL,
	"new_ids" text[],
	"new_keys" "swath"."key_range",
	"size" integer GENERATED ALWAYS AS (cardinality(record_ids)) STORED NOT NULL,
	"places" integer[],
	"root_ids" text[],
	"columns" text[] NOT NULL,
	"before" text[],
	"after" text[],
	"undoes" timestamp with time zone
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "swath"."record_outcomes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "swath"."record_outcomes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"task_id" uuid NOT NULL,
	"record_id" text NOT NULL,
	"label" text,
	"outcome" "swath"."listed_outcome" NOT NULL,
	"column_id" text,
	"code" text NOT NULL,
	"message" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "swath"."saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"table_name" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"listed" boolean DEFAULT true NOT NULL,
	"state" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "swath"."sign_in_attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "swath"."table_settings" (
	"table_name" text NOT NULL,
	"setting" text NOT NULL,
	"value" jsonb,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "table_settings_table_name_setting_pk" PRIMARY KEY("table_name","setting")
);
--> statement-breakpoint
CREATE TABLE "swath"."accounts" (
	"user_id" uuid NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"refresh_token" text,
	"access_token" text,
	"expires_at" integer,
	"token_type" text,
	"scope" text,
	"id_token" text,
	"session_state" text,
	CONSTRAINT "accounts_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "swath"."users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"email" text NOT NULL,
	"email_verified" timestamp with time zone,
	"image" text,
	"password_hash" text,
	"session_epoch" integer DEFAULT 0 NOT NULL,
	"role" "swath"."user_role" DEFAULT 'viewer' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "swath"."web_heartbeats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"viewers" integer NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "swath"."worker_heartbeats" (
	"id" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"version" text NOT NULL,
	"running_lanes" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stopped_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "swath"."audit_log" ADD CONSTRAINT "audit_log_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "swath"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."bulk_chunks" ADD CONSTRAINT "bulk_chunks_task_id_bulk_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "swath"."bulk_tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD CONSTRAINT "bulk_tasks_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "swath"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD CONSTRAINT "bulk_tasks_limited_by_users_id_fk" FOREIGN KEY ("limited_by") REFERENCES "swath"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD CONSTRAINT "bulk_tasks_paused_by_users_id_fk" FOREIGN KEY ("paused_by") REFERENCES "swath"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."bulk_tasks" ADD CONSTRAINT "bulk_tasks_parent_id_bulk_tasks_id_fk" FOREIGN KEY ("parent_id") REFERENCES "swath"."bulk_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "swath"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."notifications" ADD CONSTRAINT "notifications_task_id_bulk_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "swath"."bulk_tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."record_outcomes" ADD CONSTRAINT "record_outcomes_task_id_bulk_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "swath"."bulk_tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."saved_views" ADD CONSTRAINT "saved_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "swath"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."table_settings" ADD CONSTRAINT "table_settings_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "swath"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swath"."accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "swath"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "swath"."audit_log" USING btree ("subject_kind","subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "swath"."audit_log" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "swath"."audit_log" USING btree ("actor_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_action" ON "swath"."audit_log" USING btree ("action","at","id");--> statement-breakpoint
CREATE INDEX "bulk_chunks_open" ON "swath"."bulk_chunks" USING btree ("task_id","seq") WHERE done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "bulk_tasks_active_task_key" ON "swath"."bulk_tasks" USING btree ("task_key") WHERE state in ('pending', 'running', 'paused', 'cancelling');--> statement-breakpoint
CREATE INDEX "bulk_tasks_open" ON "swath"."bulk_tasks" USING btree ("state") WHERE state in ('planned', 'pending', 'running', 'paused', 'cancelling');--> statement-breakpoint
CREATE INDEX "bulk_tasks_actor" ON "swath"."bulk_tasks" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "bulk_tasks_revision" ON "swath"."bulk_tasks" USING btree ("revision");--> statement-breakpoint
CREATE INDEX "bulk_tasks_parent" ON "swath"."bulk_tasks" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "bulk_tasks_ended" ON "swath"."bulk_tasks" USING btree ("state","operation","id") WHERE state in ('cancelled', 'succeeded', 'partial', 'failed');--> statement-breakpoint
CREATE INDEX "bulk_tasks_ended_table" ON "swath"."bulk_tasks" USING btree ("table_name","state","operation","id") WHERE state in ('cancelled', 'succeeded', 'partial', 'failed');--> statement-breakpoint
CREATE INDEX "bulk_tasks_ended_actor" ON "swath"."bulk_tasks" USING btree ("actor_id","state","operation","id") WHERE state in ('cancelled', 'succeeded', 'partial', 'failed');--> statement-breakpoint
CREATE INDEX "bulk_tasks_ended_actor_table" ON "swath"."bulk_tasks" USING btree ("actor_id","table_name","state","operation","id") WHERE state in ('cancelled', 'succeeded', 'partial', 'failed');--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "swath"."notifications" USING btree ("task_id","channel","recipient");--> statement-breakpoint
CREATE INDEX "notifications_due" ON "swath"."notifications" USING btree ("next_try_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "notifications_failed" ON "swath"."notifications" USING btree ("tried_at") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "notifications_state" ON "swath"."notifications" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "notifications_channel" ON "swath"."notifications" USING btree ("channel","id");--> statement-breakpoint
CREATE INDEX "record_changes_keys" ON "swath"."record_changes" USING gist ("keys");--> statement-breakpoint
CREATE INDEX "record_changes_moved" ON "swath"."record_changes" USING gist ("new_keys","keys") WHERE new_ids is not null;--> statement-breakpoint
CREATE INDEX "record_changes_task" ON "swath"."record_changes" USING btree ("task_id","id") WHERE task_id is not null;--> statement-breakpoint
CREATE INDEX "record_changes_own" ON "swath"."record_changes" USING btree ("actor_id","table_name","at") WHERE task_id is null;--> statement-breakpoint
CREATE INDEX "record_changes_single" ON "swath"."record_changes" USING btree ("at") WHERE task_id is null;--> statement-breakpoint
CREATE INDEX "record_outcomes_task" ON "swath"."record_outcomes" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "saved_views_table" ON "swath"."saved_views" USING btree ("table_name");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_shared_default" ON "swath"."saved_views" USING btree ("table_name") WHERE shared and is_default;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_own_default" ON "swath"."saved_views" USING btree ("table_name","owner_id") WHERE not shared and is_default;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_shared_name" ON "swath"."saved_views" USING btree ("table_name",lower(name)) WHERE shared;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_own_name" ON "swath"."saved_views" USING btree ("table_name","owner_id",lower(name)) WHERE not shared and listed;--> statement-breakpoint
CREATE TABLE "swath"."record_changes_default" PARTITION OF "swath"."record_changes" DEFAULT;--> statement-breakpoint
CREATE FUNCTION "swath"."ensure_history_partitions"(months_ahead integer DEFAULT 2) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	month timestamptz;
BEGIN
	FOR i IN 0..months_ahead LOOP
		month := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + make_interval(months => i);
		IF to_regclass(format('swath.record_changes_%s', to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'))) IS NULL THEN
			EXECUTE format(
				'CREATE TABLE swath.%I PARTITION OF swath.record_changes FOR VALUES FROM (%L) TO (%L)',
				'record_changes_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'),
				month, (month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'
			);
			-- A worker may have an account of its own: what it makes is the owner's, who migrates it.
			EXECUTE format(
				'ALTER TABLE swath.%I OWNER TO %I',
				'record_changes_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'),
				(SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'swath.record_changes'::regclass)
			);
		END IF;
	END LOOP;
END
$$;--> statement-breakpoint
SELECT "swath"."ensure_history_partitions"();--> statement-breakpoint
CREATE VIEW "swath"."record_history" AS
SELECT h.task_id, h.seq, h.level, h.table_name, r.id AS record_id, r.root AS root_id, h.actor_id, h.wrote, h.at, h.undoes, r.new_id,
	CASE WHEN h.before IS NOT NULL THEN (
		SELECT jsonb_object_agg(c.name, h.before[c.i][r.i]) FROM unnest(h.columns) WITH ORDINALITY c(name, i)) END AS before,
	CASE WHEN h.after IS NOT NULL THEN (
		SELECT jsonb_object_agg(c.name, h.after[c.i][r.i]) FROM unnest(h.columns) WITH ORDINALITY c(name, i)) END AS after
FROM swath.record_changes h CROSS JOIN LATERAL unnest(h.record_ids, h.root_ids, h.new_ids) WITH ORDINALITY r(id, root, new_id, i);
