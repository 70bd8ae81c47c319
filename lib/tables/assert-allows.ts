import { AppError } from "@/lib/model/errors";
import type { TableDef } from "./table-def";

/** @throws AppError FORBIDDEN where the table itself can't be written like this, whoever asks */
export function assertAllows({ limits }: TableDef, verb: keyof TableDef["limits"]): void {
  const why = limits[verb];
  if (why !== null) throw new AppError("FORBIDDEN", why);
}
