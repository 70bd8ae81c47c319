/** As Postgres writes an array: `{"a","b,c",NULL}`. */
export function arrayLiteral(items: readonly unknown[]): string {
  const each = items.map((item) => {
    if (item === null) return "NULL";
    return Array.isArray(item) ? arrayLiteral(item) : `"${String(item).replace(/["\\]/g, "\\$&")}"`;
  });
  return `{${each.join(",")}}`;
}

/** A mark, an item in quotes, one without. Whatever else there is makes no JSON. */
const TOKEN = /\s*(?:([{},])|"((?:[^"\\]|\\[^])*)"|((?:[^{},"\\\s]|\\[^])(?:[^{},"\\]|\\[^])*))\s*/g;
const MARKS: Record<string, string> = { "{": "[", "}": "]", ",": "," };

/** Null where it is none. */
export function readArrayLiteral(text: string): unknown[] | null {
  const json = text.replace(TOKEN, (_, mark?: string, inQuotes?: string, bare = "") => {
    if (mark) return MARKS[mark] ?? mark;
    if (inQuotes === undefined && /^null\s*$/i.test(bare)) return "null";
    return JSON.stringify((inQuotes ?? bare.trimEnd()).replace(/\\([^])/g, "$1"));
  });
  return jsonList(json);
}

/** Null where it is no list. */
export function jsonList(json: string): unknown[] | null {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list : null;
  } catch {
    return null;
  }
}
