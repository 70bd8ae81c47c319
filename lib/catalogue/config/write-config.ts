import { overridesOf, type SettingRow } from "@/lib/tables/settings/overrides";

export interface WrittenTable {
  name: string;
  settings: SettingRow[];
  /** Names of what only the present file holds: `scope`, `bulk.validate`. */
  code: string[];
}

/** The text of a `swath.config.ts` that says what holds now, so that it can live in the user's own repository. */
export function writeConfig(tables: readonly WrittenTable[]): string {
  const said = tables.filter(({ settings, code }) => settings.length + code.length > 0);
  const body = said.map(({ name, settings, code }) => {
    const notes = code.map((each) => `      // ${each}: code, as in the present file\n`).join("");
    return `    ${keyOf(name)}: {\n${notes}${membersOf(overridesOf(settings), "      ")}    },\n`;
  });
  return `// What is set for the tables of Swath: SWATH_CONFIG is the path of this file.
export default {
  tables: {
${body.join("")}  },
};
`;
}

function membersOf(values: Record<string, unknown>, indent: string): string {
  return Object.entries(values)
    .map(([key, value]) => {
      if (!isGroup(value)) return `${indent}${keyOf(key)}: ${JSON.stringify(value)},\n`;
      return `${indent}${keyOf(key)}: {\n${membersOf(value, `${indent}  `)}${indent}},\n`;
    })
    .join("");
}

/** A computed key, so that a column may be called `__proto__`. */
function keyOf(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
