import { arrayLiteral, jsonList, readArrayLiteral } from "./array-literal";

/**
 * A list as people write one: `a, b`. An item that would not come back so stands in quotes, as in a CSV file; what has
 * lists or nothing as items is written as Postgres does.
 */
export function listText(items: readonly unknown[]): string {
  if (items.length === 0 || items.some((item) => item === null || Array.isArray(item))) return arrayLiteral(items);
  return items.map((item) => quoted(String(item))).join(", ");
}

function quoted(item: string): string {
  return item !== item.trim() || /[,;\n\r"]|^$|^[[{]/.test(item) ? `"${item.replaceAll('"', '""')}"` : item;
}

/** Reads what `listText`, Postgres (`{a,b}`) and JSON (`["a"]`) write, and items between commas, semicolons and lines. */
export function readList(text: string): unknown[] {
  return (text.startsWith("{") && readArrayLiteral(text)) || (text.startsWith("[") && readJson(text)) || split(text);
}

const ITEM = /\s*(?:"((?:[^"]|"")*)"\s*(?=[,;\n]|$)|([^,;\n]*))([,;\n]|$)/y;

function split(text: string): string[] {
  const items: string[] = [];
  for (ITEM.lastIndex = 0; ITEM.lastIndex < text.length;) {
    const [, inQuotes, bare = ""] = ITEM.exec(text) ?? [];
    const item = inQuotes?.replaceAll('""', '"') ?? bare.trim();
    if (item !== "" || inQuotes !== undefined) items.push(item);
  }
  return items;
}

const ENDED = /^\s*(?:"((?:[^"]|"")*)"\s*|([^\s,;"[{][^,;\n]*|))[,;\n]/;

/** The items that have ended while a list is typed, and what is still open: a quote, a bracket, the last item. */
export function endedItems(text: string): { ended: string[]; rest: string } {
  const ended: string[] = [];
  let rest = text;
  for (let found = ENDED.exec(rest); found; found = ENDED.exec(rest)) {
    ended.push(...split(found[0]));
    rest = rest.slice(found[0].length);
  }
  return { ended, rest };
}

/** Numbers keep every digit: they become texts. */
function readJson(text: string): unknown[] | null {
  return jsonList(
    text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (token.startsWith('"') ? token : `"${token}"`)),
  );
}
