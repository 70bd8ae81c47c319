import type { Judged } from "@/lib/tables/kinds/rules/rule";
import type { ColumnInfo } from "@/lib/tables/model/table-info";

/** How texts are written where they come from: as the page writes them, or as was chosen or detected of a file. */
export interface TextFormat {
  /** `1.234,5` and not `1,234.5`; null where nobody knows, and what may be either is refused. */
  decimalComma: boolean | null;
  /** What comes first in `1/2/2024`; null where nobody knows. */
  dateOrder: "dmy" | "mdy" | null;
}

/** As the page itself writes numbers, and dates the year first. Times without a zone are UTC, as the page shows them. */
export const PAGE_FORMAT: TextFormat = { decimalComma: false, dateOrder: null };

/** A kind's values as texts. Every door calls these, so that what one takes, all take. */
export interface Codec {
  /** What a text that is not blank means, for the kind's rule to judge; what makes no sense comes back as it is. */
  read: (text: string, column: ColumnInfo, format: TextFormat) => Judged;
  /** As other programs read it best, and as `read` takes it back. By default as the text that it is. */
  copy?: (value: unknown, column: ColumnInfo) => string;
  /** As it is copied into a file, where that is not for spreadsheets only. */
  file?: (value: unknown, column: ColumnInfo) => string;
  /** What an editor begins with. By default as it is copied. */
  edit?: (value: unknown, column: ColumnInfo) => string;
  /** What an empty text means. By default null. */
  empty?: (column: ColumnInfo) => unknown;
  /** One text for all that is the same value, where there are several. */
  canonical?: (value: unknown) => string;
}
