import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const PLACES = [".", "docs", "docs/decisions"];
/** `lib/bulk/run/sweep.ts` in backquotes; with a star or an example's name it stands for no one file. */
const NAMED_PATH = /`((?:app|bench|components|crash|docs|drizzle|e2e|lib|scripts|worker)\/[\w./[\]()-]+)`/g;
const LINK = /\]\(([^)#:\s]+)(?:#[^)]*)?\)/g;

/** What a page points at and is not there: relative links, and paths of ours in backquotes. */
function leadsNowhere(file: string, text: string): string[] {
  const links = [...text.matchAll(LINK)].map(([, to = ""]) => path.join(path.dirname(file), to));
  const named = [...text.matchAll(NAMED_PATH)].map(([, to = ""]) => to).filter((to) => !to.includes("/my-"));
  return [...links, ...named].filter((to) => !fs.existsSync(to)).map((to) => `${file}: ${to}`);
}

test("every file that the documents name is there", () => {
  const files = PLACES.flatMap((folder) =>
    fs
      .readdirSync(folder)
      .filter((name) => name.endsWith(".md"))
      .map((name) => path.join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((file) => leadsNowhere(file, fs.readFileSync(file, "utf8")))).toEqual([]);
});

test("a link to nowhere and a file that has moved are found", () => {
  const text =
    "[a](gone.md) [b](../README.md#inside) [c](https://example.com) `lib/gone.ts` `lib/bulk/` `lib/tables/catalog/my-table.ts`";
  expect(leadsNowhere("docs/page.md", text)).toEqual(["docs/page.md: docs/gone.md", "docs/page.md: lib/gone.ts"]);
});

test("each word of the glossary stands there once", () => {
  const words = [...fs.readFileSync("docs/glossary.md", "utf8").matchAll(/^\| \*\*(.+?)\*\* \|/gm)].map(
    ([, word]) => word,
  );
  expect(words.length).toBeGreaterThan(50);
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
});
