import { AppError } from "@/lib/model/errors";
import type { ColumnInfo } from "@/lib/tables/model/table-info";

const TEXT = new Set(["text", "longText"]);

/** Whether `target` can take over the values of `source`, or be compared with them, as they are. */
export function accepts(target: ColumnInfo, source: ColumnInfo): boolean {
  if (target.id === source.id) return false;
  if (TEXT.has(target.kind)) return TEXT.has(source.kind) || source.kind === "enum";
  if (target.kind === "decimal") return source.kind === "decimal" || source.kind === "integer";
  if (target.kind !== source.kind) return false;
  switch (target.kind) {
    case "enum":
      return target.enumValues?.join("\n") === source.enumValues?.join("\n");
    case "timestamp":
      return target.withTimeZone === source.withTimeZone;
    case "foreignKey":
      return (
        target.references?.table === source.references?.table && target.references?.column === source.references?.column
      );
    case "time":
      return target.withTimeZone === source.withTimeZone;
    case "range":
      return (
        target.itemKind === source.itemKind && target.withTimeZone === source.withTimeZone && target.max === source.max
      );
    case "network":
      return target.itemKind === source.itemKind;
    case "array":
      return target.itemKind === source.itemKind && target.enumValues?.join("\n") === source.enumValues?.join("\n");
    default:
      return true;
  }
}

/** @throws AppError INVALID */
export function assertAccepts(target: ColumnInfo, source: ColumnInfo): void {
  if (accepts(target, source)) return;
  const message = `${target.label} can't take over the values of ${source.label}.`;
  throw new AppError("INVALID", message, { fields: { [target.id]: message } });
}
