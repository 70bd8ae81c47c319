import { LOCALE } from "@/lib/model/locale";

const { compare } = new Intl.Collator(LOCALE, { numeric: true });

interface Named {
  schema: string;
  label: string;
}

/** By schema and name, as people look words up: “Clients” before “Order items”, 2 before 10. */
export function byName(a: Named, b: Named): number {
  return compare(a.schema, b.schema) || compare(a.label, b.label);
}
