import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const FOLDERS = ["app", "bench", "components", "lib", "worker"];
/** Where formatting for people lives, and the one place that writes digits for the database. */
const MAY_FORMAT = ["lib/model/locale.ts", "lib/model/locale-time.ts", "lib/tables/kinds/rules/number-rule.ts"];

const RULES = [
  {
    found: /\.toLocale(Date|Time)?String\(/g,
    instead: "number(), percent(), … of lib/model/locale or timeText() of lib/model/locale-time",
  },
  { found: /\bIntl\.(?!StringNumericLiteral)/g, instead: "lib/model/locale or lib/model/locale-time" },
  { found: /(?<!% \d+ )[=!]== 1\s*\?\s*["'`][\w ]/g, instead: "counted() or plural() of lib/locale" },
];

function isProduct(file: string): boolean {
  return /\.tsx?$/.test(file) && !/\.(test|spec)\.tsx?$/.test(file) && !MAY_FORMAT.includes(file);
}

/** "components/x.tsx:12: “.toLocaleString(” formats by itself: use …" */
function formatsByItself(file: string, source: string): string[] {
  return RULES.flatMap(({ found, instead }) =>
    [...source.matchAll(found)].map((match) => {
      const line = source.slice(0, match.index).split("\n").length;
      return `${file}:${line}: “${match[0].replaceAll(/\s+/g, " ")}” formats by itself: use ${instead}`;
    }),
  );
}

test("numbers, dates and plurals are written by lib/model/locale alone", () => {
  const files = FOLDERS.flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((file) => path.posix.join(folder, file.replaceAll("\\", "/"))),
  );
  const product = files.filter(isProduct);
  expect(product.length).toBeGreaterThan(300);
  expect(product.flatMap((file) => formatsByItself(file, fs.readFileSync(file, "utf8")))).toEqual([]);
});

test("what formats by itself is found, with its line", () => {
  const source = [
    'const a = n.toLocaleString("en");',
    "const b = new Intl.NumberFormat();",
    "const c = n === 1",
    '  ? "row" : "rows";',
  ];
  expect(formatsByItself("x.ts", source.join("\n")).map((sentence) => sentence.slice(0, 7))).toEqual([
    "x.ts:1:",
    "x.ts:2:",
    "x.ts:3:",
  ]);
});
