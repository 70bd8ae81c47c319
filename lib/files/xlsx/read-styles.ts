import type { FileEntry } from "@zip.js/zip.js/lib/zip-core-native.js";
import { builtInFormat, dayFormat, type DayFormat } from "./day-format";
import { readXml } from "./xml-events";
import { partTexts } from "./zip-parts";

/** By the number of a cell's style: how it shows days, null where it shows none. */
export async function readStyles(part: FileEntry | undefined): Promise<(DayFormat | null)[]> {
  const codes = new Map<string, string>();
  const ids: string[] = [];
  let inCells = false;
  if (part)
    await readXml(partTexts(part), {
      open: (name, { numFmtId = "0", formatCode = "" }) => {
        if (name === "numFmt") codes.set(numFmtId, formatCode);
        else if (name === "cellXfs") inCells = true;
        else if (name === "xf" && inCells) ids.push(numFmtId);
      },
      close: (name) => {
        if (name === "cellXfs") inCells = false;
      },
    });
  return ids.map((id) => {
    const code = codes.get(id);
    return code === undefined ? builtInFormat(Number(id)) : dayFormat(code);
  });
}
