import { customType, pgSchema } from "drizzle-orm/pg-core";

/** Everything that is Swath's own lives in this Postgres schema, apart from the users' tables. */
export const swath = pgSchema("swath");

/** `xid[]`: row versions as Postgres stores them (`xmin`); as text in JavaScript, which never computes with them. */
export const xidArray = customType<{ data: string[]; driverData: string }>({ dataType: () => "xid[]" });
