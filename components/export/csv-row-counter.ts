const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** Counts the records of a CSV file while it arrives: line ends outside of quotes, less the header. */
export class CsvRowCounter {
  #quoted = false;
  #lines = 0;

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === QUOTE) this.#quoted = !this.#quoted;
      else if (byte === LINE_FEED && !this.#quoted) this.#lines += 1;
    }
  }

  get rows(): number {
    return Math.max(0, this.#lines - 1);
  }
}
