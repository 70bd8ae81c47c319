import { compareNames } from "@/lib/model/locale";

interface Named {
  schema: string;
  label: string;
}

/** By schema and name. */
export function byName(a: Named, b: Named): number {
  return compareNames(a.schema, b.schema) || compareNames(a.label, b.label);
}
