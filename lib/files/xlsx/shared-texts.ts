import type { FileEntry } from "@zip.js/zip.js/lib/zip-core-native.js";
import { AppError } from "@/lib/model/errors";
import { bytes } from "@/lib/model/locale";
import { textReader } from "./text-reader";
import { readXml } from "./xml-events";
import { partTexts } from "./zip-parts";

/** Held in memory, as bytes: a million short texts as objects would be ten times as much. */
const MOST_BYTES = 100_000_000;
const MOST_TEXTS = 5_000_000;

/** The texts of a workbook that its cells name by number. */
export class SharedTexts {
  #bytes = new Uint8Array(65_536);
  #ends = new Uint32Array(1_024);
  #count = 0;
  readonly #decoder = new TextDecoder();
  readonly #encoder = new TextEncoder();

  /** Reads them, or only the first `most`, for who shows the first rows. @throws AppError TOO_MANY, INVALID */
  static async read(part: FileEntry | undefined, most = Infinity): Promise<SharedTexts> {
    const texts = new SharedTexts();
    const reader = textReader();
    if (part && most > 0)
      await readXml(
        partTexts(part),
        {
          open: (name) => (name === "si" ? reader.begin() : reader.open(name)),
          text: reader.text,
          close: (name) => (name === "si" ? texts.#add(reader.end()) : reader.close(name)),
        },
        () => texts.#count >= most,
      );
    return texts;
  }

  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    return this.#decoder.decode(this.#bytes.subarray(this.#startOf(index), this.#ends[index]));
  }

  #startOf(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
  }

  #add(text: string): void {
    const start = this.#startOf(this.#count);
    // A character of a string is three bytes at most.
    if (start + 3 * text.length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(1.5 * this.#bytes.length, start + 3 * text.length));
      grown.set(this.#bytes.subarray(0, start));
      this.#bytes = grown;
    }
    if (this.#count === this.#ends.length) {
      const grown = new Uint32Array(2 * this.#ends.length);
      grown.set(this.#ends);
      this.#ends = grown;
    }
    const { written } = this.#encoder.encodeInto(text, this.#bytes.subarray(start));
    if (start + written > MOST_BYTES || this.#count >= MOST_TEXTS)
      throw new AppError("TOO_MANY", `This workbook holds more than ${bytes(MOST_BYTES)} of texts: save it as CSV.`);
    this.#ends[this.#count] = start + written;
    this.#count += 1;
  }
}
