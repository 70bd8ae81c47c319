import { and, or, type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/lib/model/actor";
import { AppError } from "@/lib/model/errors";
import { expressionInput } from "@/lib/tables/column-sql";
import type { TableDef } from "@/lib/tables/table-def";
import type { Filter, FilterRule } from "@/lib/tables/model/filter";
import { isGroup } from "@/lib/tables/model/filter-group";
import { filterOperatorOf } from "@/lib/tables/kinds/index";
import { containing } from "./like";

export interface RecordQuery {
  filter?: Filter | null;
  search?: string;
  exceptIds?: string[];
}

/**
 * The one place that turns row scope, filter, search and exclusions into SQL. The table page's list, its count and
 * the freeze of a bulk task all call it, so the frozen set is the set that was seen. Undefined: every record.
 *
 * @throws AppError UNKNOWN_COLUMN, INVALID (operator or value)
 */
export function scopedWhere(actor: Actor, table: TableDef, query: RecordQuery): SQL | undefined {
  const search = query.search?.trim();
  return and(
    table.scope(actor),
    query.filter ? filterCondition(table, query.filter) : undefined,
    search ? searchCondition(table, search) : undefined,
    query.exceptIds?.length ? sql`not (${table.key.in(query.exceptIds)})` : undefined,
  );
}

function filterCondition(table: TableDef, node: Filter | FilterRule): SQL | undefined {
  if (!isGroup(node)) return ruleCondition(table, node);
  const parts = node.rules.map((rule) => filterCondition(table, rule));
  return node.join === "and" ? and(...parts) : or(...parts);
}

function ruleCondition(table: TableDef, rule: FilterRule): SQL {
  const column = table.column(rule.column);
  const operator = filterOperatorOf(column, rule.operator);
  if (!operator) {
    throw new AppError("INVALID", `${column.label} can't be filtered by “${rule.operator}”.`, {
      fields: { [column.id]: "Unknown operator." },
    });
  }
  const value = operator.parser(column).safeParse(rule.value);
  if (!value.success) {
    const message = value.error.issues[0]?.message ?? "Invalid value.";
    throw new AppError("INVALID", `${column.label} ${operator.label}: ${message}`, {
      fields: { [column.id]: message },
    });
  }
  return operator.condition(expressionInput(table, column), value.data as never);
}

function searchCondition(table: TableDef, search: string): SQL | undefined {
  const pattern = containing(search);
  return or(
    ...table.columns
      .filter((column) => column.searchable)
      .map(({ pgColumn, kind }) =>
        kind === "text" ? sql`${pgColumn} ilike ${pattern}` : sql`${pgColumn}::text ilike ${pattern}`,
      ),
  );
}
