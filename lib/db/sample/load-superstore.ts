import type postgres from "postgres";
import { v5 as uuidv5 } from "uuid";
import { copyRows, type OnRows, type Value } from "./copy-rows";
import { readSuperstoreLines, type SuperstoreLine } from "./superstore-lines";

const PRODUCT_NAMESPACE = "0b8f2d0e-6a55-4b0b-9f0e-3a7f6f2f3c11";

/** Normalises the sales lines into customers, products, orders and order lines. */
export function normaliseSuperstore(lines: SuperstoreLine[]) {
  const customers = new Map<string, Value[]>();
  const products = new Map<string, { row: Value[]; price: number }>();
  const orders = new Map<string, Value[]>();
  const orderLines: Value[][] = [];
  for (const line of lines) {
    const [orderId, customerId, productId] = [line["Order ID"], line["Customer ID"], productIdOf(line)];
    customers.set(customerId, [customerId, line["Customer Name"], line.Segment]);
    const order = [line["Order Date"], line["Ship Date"], line["Ship Mode"], line.City, line.State, line.Region];
    // The CSV wrote the codes as numbers, so those of New England lost their leading zero.
    const postalCode = line["Postal Code"] ? line["Postal Code"].padStart(5, "0") : null;
    orders.set(orderId, [orderId, customerId, ...order, postalCode]);
    const product = [line["Product ID"], line["Product Name"], line.Category, line["Sub-Category"]];
    products.set(productId, {
      row: [productId, ...product],
      price: Math.max(products.get(productId)?.price ?? 0, unitPrice(line)),
    });
    orderLines.push([line["Row ID"], orderId, productId, line.Quantity, line.Sales, line.Discount, line.Profit]);
  }
  const priced = [...products.values()].map(({ row, price }) => [...row, price.toFixed(2)]);
  return { customers: [...customers.values()], products: priced, orders: [...orders.values()], orderLines };
}

/** Loads all four tables, parents first. */
export async function loadSuperstore(sql: postgres.Sql, onRows: OnRows): Promise<void> {
  const { customers, products, orders, orderLines } = normaliseSuperstore(readSuperstoreLines());
  await copyRows(sql, "customers", ["id", "name", "segment"], customers, onRows);
  const product = ["id", "code", "name", "category", "sub_category", "list_price"];
  await copyRows(sql, "products", product, products, onRows);
  const order = ["id", "customer_id", "order_date", "ship_date", "ship_mode", "city", "state", "region", "postal_code"];
  await copyRows(sql, "orders", order, orders, onRows);
  const line = ["id", "order_id", "product_id", "quantity", "sales", "discount", "profit"];
  await copyRows(sql, "order_lines", line, orderLines, onRows);
  // New lines go on after those that came with an id.
  await sql`select setval(pg_get_serial_sequence('order_lines', 'id'), (select max(id) from order_lines))`;
}

/** Some codes stand for several products: only code and name together are one. */
function productIdOf(line: SuperstoreLine): string {
  return uuidv5(`${line["Product ID"]}\n${line["Product Name"]}`, PRODUCT_NAMESPACE);
}

/** What one piece cost before the discount. */
function unitPrice({ Sales, Quantity, Discount }: SuperstoreLine): number {
  return Sales / Quantity / (1 - Discount);
}
