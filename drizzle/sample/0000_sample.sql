CREATE TYPE "public"."place_status" AS ENUM('new', 'reviewed', 'disputed', 'closed');--> statement-breakpoint
CREATE TYPE "public"."customer_segment" AS ENUM('Consumer', 'Corporate', 'Home Office');--> statement-breakpoint
CREATE TYPE "public"."product_category" AS ENUM('Furniture', 'Office Supplies', 'Technology');--> statement-breakpoint
CREATE TYPE "public"."ship_mode" AS ENUM('Same Day', 'First Class', 'Second Class', 'Standard Class');--> statement-breakpoint
CREATE TABLE "places" (
	"geoname_id" integer PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"region" text,
	"feature_code" text NOT NULL,
	"population" integer NOT NULL,
	"latitude" numeric(8, 5) NOT NULL,
	"longitude" numeric(8, 5) NOT NULL,
	"status" "place_status" DEFAULT 'new' NOT NULL,
	"capital" boolean DEFAULT false NOT NULL,
	"surveyed_on" date,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"notes" text,
	"generated" boolean DEFAULT false NOT NULL,
	CONSTRAINT "places_population_not_negative" CHECK ("places"."population" >= 0),
	CONSTRAINT "places_country_is_iso_code" CHECK ("places"."country" ~ '^[A-Z]{2}$')
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" varchar(12) PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"segment" "customer_segment" NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"credit_limit" numeric(10, 2),
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"notes" text,
	CONSTRAINT "customers_credit_limit_not_negative" CHECK ("customers"."credit_limit" >= 0)
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"id" integer PRIMARY KEY NOT NULL,
	"order_id" varchar(20) NOT NULL,
	"product_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"sales" numeric(12, 4) NOT NULL,
	"discount" numeric(4, 2) DEFAULT '0' NOT NULL,
	"profit" numeric(12, 4) NOT NULL,
	CONSTRAINT "order_lines_quantity_positive" CHECK ("order_lines"."quantity" > 0),
	CONSTRAINT "order_lines_discount_is_a_share" CHECK ("order_lines"."discount" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" varchar(20) PRIMARY KEY NOT NULL,
	"customer_id" varchar(12) NOT NULL,
	"order_date" date NOT NULL,
	"ship_date" date,
	"ship_mode" "ship_mode" NOT NULL,
	"city" text NOT NULL,
	"state" text NOT NULL,
	"region" text NOT NULL,
	"postal_code" varchar(10),
	"deliver_by" timestamp with time zone,
	CONSTRAINT "orders_ship_date_not_before_order_date" CHECK ("orders"."ship_date" >= "orders"."order_date")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" varchar(20) NOT NULL,
	"name" text NOT NULL,
	"category" "product_category" NOT NULL,
	"sub_category" text NOT NULL,
	"list_price" numeric(10, 2) NOT NULL,
	"discontinued" boolean DEFAULT false NOT NULL,
	CONSTRAINT "products_code_name_unique" UNIQUE("code","name"),
	CONSTRAINT "products_list_price_positive" CHECK ("products"."list_price" > 0)
);
--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "places_country" ON "places" USING btree ("country","geoname_id");--> statement-breakpoint
CREATE INDEX "places_name" ON "places" USING btree ("name","geoname_id");--> statement-breakpoint
CREATE INDEX "places_population" ON "places" USING btree ("population","geoname_id");--> statement-breakpoint
CREATE INDEX "order_lines_order" ON "order_lines" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_lines_product" ON "order_lines" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "orders_customer" ON "orders" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "orders_order_date" ON "orders" USING btree ("order_date");