CREATE TABLE "swath"."saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"table_name" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"state" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "swath"."saved_views" ADD CONSTRAINT "saved_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "swath"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_views_table" ON "swath"."saved_views" USING btree ("table_name");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_shared_default" ON "swath"."saved_views" USING btree ("table_name") WHERE shared and is_default;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_own_default" ON "swath"."saved_views" USING btree ("table_name","owner_id") WHERE not shared and is_default;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_shared_name" ON "swath"."saved_views" USING btree ("table_name",lower(name)) WHERE shared;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_own_name" ON "swath"."saved_views" USING btree ("table_name","owner_id",lower(name)) WHERE not shared;