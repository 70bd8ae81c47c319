/** The schema that needs no mention. */
const PLAIN_SCHEMA = "public";

/**
 * A table's name everywhere in Swath: registry, history, addresses. Its schema and name, `public` left out. What would
 * be read as something else in it is escaped, so that no two tables share a name and each is an address as it stands:
 * `shop.orders`, `odd~20names.a~2Eb`.
 */
export function tableName({ schema, name }: { schema: string; name: string }): string {
  return schema === PLAIN_SCHEMA ? escaped(name) : `${escaped(schema)}.${escaped(name)}`;
}

/** Letters, digits and `_` of any language stay; all else as in an address, the dot too. */
function escaped(part: string): string {
  return part.replaceAll(/[^\p{L}\p{N}_-]/gu, (sign) =>
    [...new TextEncoder().encode(sign)].map((byte) => `~${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );
}

/**
 * A column's id: its name. What every object of JavaScript has by itself (`constructor`, `toString`) is marked, or a
 * value that was not given would be found all the same.
 */
export function columnId(name: string): string {
  return name in Object.prototype || name.startsWith("~") ? `~${name}` : name;
}
