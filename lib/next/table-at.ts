import { findTable } from "@/lib/tables/registry";
import type { TableDef } from "@/lib/tables/table-def";
import { currentActor } from "./require-actor";

/**
 * The table of an address. Layouts, titles and pages don't wait for each other: whichever is first in a new process has the
 * tables read.
 */
export async function tableAt(name: string): Promise<TableDef | undefined> {
  await currentActor();
  return findTable(name);
}
