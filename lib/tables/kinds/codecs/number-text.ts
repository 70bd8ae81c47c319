import { PAGE_FORMAT, type TextFormat } from "./codec";

type Mark = "." | ",";

const WHOLE = /^-?\d+$/;
const POINTED = /^-?\d+\.\d+$/;

/** What nearly all numbers of a file look like: nothing is to be read into it, and files have millions of them. */
export const isPlain = (text: string, decimalComma: TextFormat["decimalComma"]): boolean =>
  WHOLE.test(text) || (decimalComma === false && POINTED.test(text));

/** Signs, a currency and a percent sign around digits: `-$1,234.50`, `(500)`, `12 %`, `1.5E+03`. */
const AMOUNT =
  /^(\()?\s*([+\-−])?\s*(?:\p{Sc}\s*)?([+\-−])?([\d.,'’\u00a0\u202f ]+?)(e[+-]?\d{1,3})?\s*(\p{Sc}|%)?\s*(\))?$/iu;
/** Digits, or thousands in threes by one mark throughout; the first group never begins with 0. */
const form = (mark: Mark, other: Mark) =>
  new RegExp(
    `^(?:[1-9]\\d{0,2}([${other}'’\u00a0\u202f ])\\d{3}(?:\\1\\d{3})*(?:[${mark}]\\d*)?|\\d+[${mark}]?\\d*|[${mark}]\\d+)$`,
  );
const FORMS = { ".": form(".", ","), ",": form(",", ".") };

interface Amount {
  minus: string;
  /** Digits, read with the point and with the comma before the decimals. */
  point: string | null;
  comma: string | null;
  /** More than one mark: they tell by themselves which of them is which. */
  certain: boolean;
  /** By how many places the decimal mark moves to the right. */
  places: number;
  exponent: string;
}

/**
 * Digits as the server takes them: "1,234.5" means 1234.5, "(500)" is -500, "12 %" is 0.12. Stays text, so that long
 * decimals and bigints lose nothing. Null where the text is no number, or may be two and the format does not say which.
 * @param floating keeps an exponent; else one is taken only where no digit is missing, as in "1.5e1" but not in "1.23E+05"
 */
export function numberText(text: string, { decimalComma } = PAGE_FORMAT, floating = false): string | null {
  return isPlain(text, decimalComma) ? text : amountText(text, decimalComma, floating);
}

/** The same by all the rules, which make nothing else of a plain number. */
export function amountText(text: string, decimalComma: TextFormat["decimalComma"], floating: boolean): string | null {
  const amount = amountOf(text);
  if (!amount) return null;
  const digits = chosen(amount, decimalComma);
  if (digits === null) return null;
  const { minus, places, exponent } = amount;
  if (floating && exponent) return minus + digits + exponent;
  const fraction = digits.split(".")[1] ?? "";
  return exponent && places > fraction.length ? null : minus + (places === 0 ? digits : moved(digits, places));
}

/** What else is to be said of a text that is refused as a number. */
export function numberHint(text: string): string | undefined {
  const { point = null, comma = null, exponent = "" } = amountOf(text) ?? {};
  if (/^E\+\d\d/.test(exponent)) return `“${text}” may have lost digits in a spreadsheet.`;
  return point === null || comma === null || point === comma
    ? undefined
    : `“${text}” may be ${point} or ${comma}: write it without marks for thousands.`;
}

function amountOf(text: string): Amount | null {
  const [whole, open, outer, inner, body = "", exponent = "", unit, close] = AMOUNT.exec(text) ?? [];
  if (whole === undefined || Boolean(open) !== Boolean(close) || (outer && inner) || (open && (outer || inner)))
    return null;
  const [point, comma] = [digitsOf(body, "."), digitsOf(body, ",")];
  if (point === null && comma === null) return null;
  const minus = open || [outer, inner].some((sign) => sign === "-" || sign === "−") ? "-" : "";
  const places = Number(exponent.slice(1)) - (unit === "%" ? 2 : 0);
  return { minus, point, comma, certain: body.replace(/\d/g, "").length > 1, places, exponent };
}

function digitsOf(body: string, mark: Mark): string | null {
  if (!FORMS[mark].test(body)) return null;
  return body
    .replace(/[^\d.,]/g, "")
    .replace(mark === "." ? /,/g : /\./g, "")
    .replace(",", ".");
}

function chosen({ point, comma, certain }: Amount, decimalComma: TextFormat["decimalComma"]): string | null {
  if (point === comma) return point;
  const usual = decimalComma ? comma : point;
  const other = decimalComma ? point : comma;
  // Its own marks say what it is; a single one of the other kind may as well be a slip.
  if (usual === null) return certain || decimalComma === null ? other : null;
  return decimalComma === null && other !== null ? null : usual;
}

/** With the decimal mark so many places further to the right. */
function moved(digits: string, places: number): string {
  const [whole = "", fraction = ""] = digits.split(".");
  const at = whole.length + places;
  const all = ("0".repeat(Math.max(1 - at, 0)) + whole + fraction).padEnd(at, "0");
  const point = Math.max(at, 1);
  return `${all.slice(0, point).replace(/^0+(?=\d)/, "")}.${all.slice(point)}`.replace(/\.$/, "");
}
