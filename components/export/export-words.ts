import { LOCALE } from "@/lib/locale";

const UNITS = ["bytes", "kB", "MB", "GB"];

/** 1,234,000 → "1.2 MB". */
export function bytesText(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 1_000 && unit < UNITS.length - 1) {
    size /= 1_000;
    unit += 1;
  }
  return `${size.toLocaleString(LOCALE, { maximumFractionDigits: unit === 0 || size >= 100 ? 0 : 1 })} ${UNITS[unit]}`;
}
