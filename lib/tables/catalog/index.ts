// The declared tables, in the order of the sidebar. Adding a table: one file beside this one, and one line here.
export { places } from "./places";
export { customers } from "./customers";
export { products } from "./products";
export { orders } from "./orders";
export { orderLines } from "./order-lines";
