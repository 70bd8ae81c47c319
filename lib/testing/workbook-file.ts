import { strToU8, zipSync, type Zippable } from "fflate";
import type { ByteSource } from "@/lib/files/byte-source";

const NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

export interface WorkbookFile {
  /** What stands between `<sheetData>` and its end, and what comes after it, by the sheet's name. */
  sheets: Record<string, { rows: string; rest?: string; state?: string }>;
  /** `<si>…</si>` */
  shared?: string;
  /** `formatCode` per style from 1 on; style 0 is General. */
  formats?: string[];
  date1904?: boolean;
  more?: Zippable;
}

/** An Excel workbook as other programs write them, out of pieces of XML. */
export function workbookFile({ sheets, shared, formats = [], date1904 = false, more }: WorkbookFile): Uint8Array {
  const names = Object.keys(sheets);
  const parts: Record<string, string> = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${NS}" xmlns:r="${OFFICE}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" state="${sheets[name]?.state ?? "visible"}" r:id="s${i + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}">${names.map((_, i) => `<Relationship Id="s${i + 1}" Type="${OFFICE}/worksheet" Target="/xl/worksheets/sheet${i + 1}.xml"/>`).join("")}<Relationship Id="st" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="sh" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${NS}"><numFmts>${formats.map((code, i) => `<numFmt numFmtId="${170 + i}" formatCode="${code.replaceAll(String.fromCharCode(34), "&quot;")}"/>`).join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, i) => `<xf numFmtId="${170 + i}"/>`).join("")}</cellXfs></styleSheet>`,
  };
  if (shared) parts["xl/sharedStrings.xml"] = `<sst xmlns="${NS}">${shared}</sst>`;
  for (const [i, name] of names.entries()) {
    const { rows, rest = "" } = sheets[name] ?? { rows: "" };
    parts[`xl/worksheets/sheet${i + 1}.xml`] =
      `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${NS}"><sheetData>${rows}</sheetData>${rest}</worksheet>`;
  }
  return zipSync({ ...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])), ...more });
}

/** Rows of inline texts, as our own exports write them. */
export function textRows(rows: string[][]): string {
  const cells = (row: string[]) => row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join("");
  return rows.map((row) => `<row>${cells(row)}</row>`).join("");
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) };
}
