import { type SQL, sql } from "drizzle-orm";
import { PgEnumColumn } from "drizzle-orm/pg-core";
import type { ColumnDef, TableDef } from "./table-def";
import { kindOf } from "./kinds/index";
import type { ExpressionInput } from "./kinds/kind";

/** The column's database type, to cast parameters to. From the schema, never from input. */
export function typeOf(column: ColumnDef): SQL {
  const { pgColumn } = column;
  if (pgColumn instanceof PgEnumColumn) {
    const { enumName, schema } = pgColumn.enum;
    return schema ? sql`${sql.identifier(schema)}.${sql.identifier(enumName)}` : sql`${sql.identifier(enumName)}`;
  }
  // Without its length: a cast to varchar(10) would cut a longer text in silence, a write into the column refuses it.
  const type = pgColumn
    .getSQLType()
    .replace(/^(varchar|char|character varying|character)\(\d+\)(?=(\[\])*$)/, (_, name) =>
      name === "char" || name === "character" ? "bpchar" : "varchar",
    );
  return sql.raw({ serial: "integer", smallserial: "smallint", bigserial: "bigint" }[type] ?? type);
}

/** What a kind needs to write SQL about one column of a table. */
export function expressionInput(table: TableDef, column: ColumnDef): ExpressionInput {
  return {
    sql,
    column: sql`${column.pgColumn}`,
    type: typeOf(column),
    info: column,
    other: (id) => {
      const other = table.column(id);
      return { column: sql`${other.pgColumn}`, info: other };
    },
  };
}

/** A name from the schema as an SQL text literal, where a parameter would hide it from the planner. */
export const literal = (name: string): SQL => sql.raw(`'${name.replaceAll("'", "''")}'`);

/** A value as JSON, read as its kind says: decimals as text, so that no digit is lost. */
export function toJson(column: ColumnDef, value: SQL): SQL {
  const { select } = kindOf(column.kind);
  return sql`to_jsonb(${select ? select({ sql, column: value, info: column }) : value})`;
}
