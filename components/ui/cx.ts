/** Joins class names, leaving out what is false: `cx("row", selected && "bg-selection")`. */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
