/** So many of a file's first bytes tell what it is. */
export const KIND_BYTES = 4_096;

export type FileKind = { kind: "text" } | { kind: "workbook" } | { kind: "other"; problem: string };

const NEEDED = "Save it as an Excel workbook (.xlsx) or as CSV, and choose that file.";

/** What files begin with. */
const SIGNATURES: [bytes: number[], what: string][] = [
  [[0xd0, 0xcf, 0x11, 0xe0], "an old Excel workbook (.xls), or one that is protected by a password"],
  [[0x1f, 0x8b], "a compressed file (.gz)"],
  [[0x25, 0x50, 0x44, 0x46], "a PDF document"],
  [[0x37, 0x7a, 0xbc, 0xaf], "a compressed file (.7z)"],
  [[0x52, 0x61, 0x72, 0x21], "a compressed file (.rar)"],
  [[0x28, 0xb5, 0x2f, 0xfd], "a compressed file (.zst)"],
  [[0x42, 0x5a, 0x68], "a compressed file (.bz2)"],
  [[0xfd, 0x37, 0x7a, 0x58], "a compressed file (.xz)"],
  [[0x50, 0x41, 0x52, 0x31], "a Parquet file"],
  [[0x89, 0x50, 0x4e, 0x47], "a picture"],
  [[0xff, 0xd8, 0xff], "a picture"],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], "an SQLite database"],
];

/** What the first bytes of a file say that it is, whatever its name says. */
export function fileKind(head: Uint8Array): FileKind {
  const found = SIGNATURES.find(([bytes]) => bytes.every((byte, i) => head[i] === byte));
  if (found) return other(found[1]);
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)) return zipKind(head);
  const text = new TextDecoder("windows-1252").decode(head.subarray(0, 1_000)).replaceAll("\0", "");
  if (/^\W{0,3}<\?xml[^]*(urn:schemas-microsoft-com:office:spreadsheet|<\?mso-application)/i.test(text))
    return other("an old Excel workbook written as XML");
  if (/^\W{0,3}\s*<(!doctype html|html|table|meta|head)\b/i.test(text))
    return other("a web page, whatever its name says");
  return { kind: "text" };
}

/** A zip says by the name of its first part what is in it. */
function zipKind(head: Uint8Array): FileKind {
  const length = (head[26] ?? 0) + 256 * (head[27] ?? 0);
  const name = new TextDecoder().decode(head.subarray(30, 30 + length));
  const start = new TextDecoder().decode(head.subarray(30 + length, 30 + length + 100));
  if (name === "mimetype" && start.includes("opendocument.spreadsheet")) return other("an OpenDocument sheet (.ods)");
  if (/^(Index|Data|Metadata)(\/|\.zip)|\.iwa$/.test(name)) return other("an Apple Numbers document (.numbers)");
  if (/^(\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/|customXml\/)/.test(name)) return { kind: "workbook" };
  return other("a zip archive");
}

function other(what: string): FileKind {
  return { kind: "other", problem: `This is ${what}. ${NEEDED}` };
}
