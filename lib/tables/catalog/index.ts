import type { TableDef } from "@/lib/tables/table-def";
import { customers } from "./customers";
import { orderLines } from "./order-lines";
import { orders } from "./orders";
import { places } from "./places";
import { products } from "./products";

/** The declared tables, in the order of the sidebar. Adding a table: one file beside this one, and one line here. */
export const catalog: TableDef[] = [places, customers, products, orders, orderLines];
