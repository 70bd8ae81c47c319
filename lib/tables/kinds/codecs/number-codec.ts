import { type Codec, PAGE_FORMAT } from "./codec";
import { numberText } from "./number-text";

const COMMA = "Must be a number with a comma before its decimals, like 1234,5.";

/** Digits stay text, so that none is lost. */
export const decimalCodec: Codec = {
  read: (text, { floating }, format) => {
    const found = numberText(text, format, floating);
    // The rule would take it for the number that it is with a point.
    if (found === null && format.decimalComma && numberText(text, PAGE_FORMAT, floating) !== null)
      return { problem: COMMA };
    return { value: found ?? text };
  },
  canonical: (value) =>
    String(value)
      .replace(/(\.\d*?)0+$/, "$1")
      .replace(/\.$/, ""),
};

export const integerCodec: Codec = {
  ...decimalCodec,
  read: (text, column, format) => {
    const judged = decimalCodec.read(text, column, format);
    return "value" in judged ? { value: String(judged.value).replace(/\.0*$/, "") } : judged;
  },
};
