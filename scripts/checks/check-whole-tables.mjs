import fs from "node:fs";
import path from "node:path";

/**
 * Columns have rights (docs/decisions/0029-…): what reads or writes for a person takes the table as that person has it, from
 * `lib/tables/table-for.ts`. These few take whole tables from the registry, and this is what they want of them.
 */
const TAKE_WHOLE_TABLES = {
  "app/(app)/tasks/[id]/page.tsx": "whether its role is enough; the rest by tableFor",
  "lib/next/table-at.ts": "whether there is one, its label; the rest by tableFor, or for admins",
  "lib/audit/list-audit.ts": "for admins, who see every column",
  "lib/bulk/report/deleted-record.ts": "whether there is one; the rest by tableFor",
  "lib/bulk/report/list-changes.ts": "labels of tables",
  "lib/bulk/report/list-outcomes.ts": "whether there is one; the rest by tableFor",
  "lib/bulk/task/task-snapshots.ts": "labels of tables",
  "lib/bulk/task/why-not-again.ts": "whether its role is enough; the rest by tableFor",
  "lib/catalogue/choose-tables.ts": "labels of tables",
  "lib/catalogue/settings/settable.ts": "for admins, who see every column",
  "lib/live/table-news.ts": "whether its role is enough; the rest by tableFor",
  "lib/notify/ended-task.ts": "its hook; what is told by tableFor",
  "lib/notify/queue-notifications.ts": "who is told",
  "lib/tables/references/reference-of.ts": "whether its role is enough; the rest by tableFor",
  "lib/tables/references/reference-target.ts": "whether its role is enough",
  "lib/tables/table-for.ts": "narrows them",
};

const IMPORT = /import \{[^}]*\b(?:getTable|findTable)\b[^}]*\} from "[^"]*\/registry"/;

const files = ["app", "components", "lib", "worker"].flatMap((folder) =>
  fs.readdirSync(folder, { recursive: true }).map((file) => path.posix.join(folder, file.replaceAll(path.sep, "/"))),
);
const takers = files.filter(
  (file) =>
    /\.tsx?$/.test(file) &&
    !/\.test\.tsx?$/.test(file) &&
    !file.startsWith("lib/testing/") &&
    IMPORT.test(fs.readFileSync(file, "utf8")),
);
const strangers = takers.filter((file) => !(file in TAKE_WHOLE_TABLES));
const gone = Object.keys(TAKE_WHOLE_TABLES).filter((file) => !takers.includes(file));
for (const file of strangers) {
  console.log(`${file} takes whole tables from the registry: take the person's from lib/tables/table-for.ts.`);
}
for (const file of gone) console.log(`${file} takes no whole table any more: strike it out of check-whole-tables.mjs.`);
process.exitCode = strangers.length + gone.length ? 1 : 0;
