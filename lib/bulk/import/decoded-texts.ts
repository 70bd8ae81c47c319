import { isUtf8 } from "node:buffer";
import type { Encoding } from "@/lib/files/file-reading";
import { markedEncoding } from "@/lib/files/text/detect-encoding";

/** Stands for bytes that are no UTF-8: a code point that is no character, so that no file has it (Unicode 23.7). */
export const UNREADABLE = "\uFDD0";
const UNREADABLE_BYTES = Buffer.from(UNREADABLE);

/** The text of a file while it arrives. A byte order mark says more than what was chosen. */
export async function* decodedTexts(
  body: AsyncIterable<Uint8Array>,
  head: Uint8Array,
  chosen: Encoding,
): AsyncGenerator<string, void, undefined> {
  const encoding = markedEncoding(head) ?? chosen;
  const decoder = new TextDecoder(encoding, { fatal: encoding !== "utf-8" });
  let rest: Uint8Array = new Uint8Array(0);
  for await (const piece of body) {
    if (encoding !== "utf-8") {
      yield decoder.decode(piece, { stream: true });
      continue;
    }
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const whole = bytes.subarray(0, lastWhole(bytes));
    rest = bytes.subarray(whole.length);
    yield decoder.decode(isUtf8(whole) ? whole : marked(whole), { stream: true });
  }
  yield decoder.decode(marked(rest));
}

/** Where the last character that is there as a whole ends. */
function lastWhole(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - 3); at--) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    return at + lengthOf(byte) > bytes.length ? at : bytes.length;
  }
  return bytes.length;
}

const lengthOf = (byte: number) => (byte < 0x80 ? 1 : byte < 0xc0 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4);

/** The same with the mark in place of each byte that is no UTF-8. */
function marked(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let good = 0;
  for (let at = 0; at < bytes.length;) {
    const length = lengthOf(bytes[at] ?? 0);
    if (length === 1 || (length > 1 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)))) {
      at += length;
      continue;
    }
    pieces.push(bytes.subarray(good, at), UNREADABLE_BYTES);
    at += 1;
    good = at;
  }
  return pieces.length === 0 ? bytes : Buffer.concat([...pieces, bytes.subarray(good)]);
}
