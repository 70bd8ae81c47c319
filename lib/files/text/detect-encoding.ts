import type { Encoding } from "@/lib/files/file-reading";

/** What a byte order mark says; undefined where there is none. */
export function markedEncoding(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? "utf-8" : undefined;
}

/** In UTF-16 every other byte of a European text is 0: which one tells the order. */
export function wideEncoding(head: Uint8Array): Encoding | undefined {
  const zeros = (from: 0 | 1) => head.filter((byte, i) => byte === 0 && i % 2 === from).length;
  const [even, odd, half] = [zeros(0), zeros(1), head.length / 2];
  if (odd > 0.4 * half && even < 0.1 * half) return "utf-16le";
  return even > 0.4 * half && odd < 0.1 * half ? "utf-16be" : undefined;
}

/** Further on the first umlaut is looked for by the server, row by row. */
const MOST_BYTES = 100_000_000;

/** A file that is no UTF-8 is taken for Western: not only its head is asked, since the first umlaut may come late. */
export async function detectEncoding(file: Blob, head: Uint8Array): Promise<Encoding> {
  const known = markedEncoding(head) ?? wideEncoding(head);
  if (known) return known;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = file.slice(0, MOST_BYTES).stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      decoder.decode(value, { stream: !done || file.size > MOST_BYTES });
      if (done) return "utf-8";
    }
  } catch (error) {
    if (error instanceof TypeError) return "windows-1252";
    throw error;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
