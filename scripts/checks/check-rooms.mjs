import fs from "node:fs";
import path from "node:path";

/** A folder is a room with one purpose: one that lists more source files than this is two rooms. */
const MOST_FILES = 25;
const HOUSE = ["app", "bench", "components", "crash", "e2e", "lib", "scripts", "worker"];

const crowded = HOUSE.flatMap((folder) => [folder, ...foldersIn(folder)])
  .map((folder) => ({ folder, files: fs.readdirSync(folder).filter(isSource).length }))
  .filter(({ files }) => files > MOST_FILES);
for (const { folder, files } of crowded) {
  console.log(`${folder} lists ${files} source files; more than ${MOST_FILES} are two rooms.`);
}
process.exitCode = crowded.length ? 1 : 0;

function foldersIn(folder) {
  const inside = fs.readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory());
  return inside.map(({ name }) => path.join(folder, name)).flatMap((each) => [each, ...foldersIn(each)]);
}

function isSource(file) {
  return /\.(ts|tsx|mjs)$/.test(file) && !/\.(test|spec)\.tsx?$/.test(file);
}
