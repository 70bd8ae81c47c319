CREATE TABLE "swath"."web_heartbeats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"viewers" integer NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
