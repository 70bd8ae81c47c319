"use client";

import { Field } from "@/components/ui/forms/field";
import { Select } from "@/components/ui/forms/select";
import { DELIMITERS, ENCODINGS, type FileReading, QUOTES } from "@/lib/files/file-reading";
import type { ChosenReading } from "./file-head";
import { DELIMITER_WORDS, ENCODING_WORDS, QUOTE_WORDS } from "./reading-words";

const options = <V extends string>(values: readonly V[], words: Record<V, string>) =>
  values.map((value) => ({ value, label: words[value] }));

const DELIMITER_OPTIONS = options(DELIMITERS, DELIMITER_WORDS);
const ENCODING_OPTIONS = options(ENCODINGS, ENCODING_WORDS);
/** An empty value would be none to a select. */
const QUOTE_OPTIONS = QUOTES.map((quote) => ({ value: quote || "none", label: QUOTE_WORDS[quote] }));
const DECIMALS = [
  { value: "point", label: "point (1,234.5)" },
  { value: "comma", label: "comma (1.234,5)" },
  { value: "unknown", label: "refuse what may be either" },
] as const;
const DATE_ORDERS = [
  { value: "dmy", label: "day first (31/12/2024)" },
  { value: "mdy", label: "month first (12/31/2024)" },
  { value: "unknown", label: "refuse what may be two days" },
] as const;

/** How a text file is written. */
export function TextSettings({
  reading,
  onChange,
}: {
  reading: FileReading;
  onChange: (chosen: ChosenReading) => void;
}) {
  const { decimalComma } = reading;
  return (
    <>
      <Field label="Between cells">
        <Select
          options={DELIMITER_OPTIONS}
          value={reading.delimiter}
          onValueChange={(delimiter) => onChange({ delimiter })}
        />
      </Field>
      <Field label="Around cells">
        <Select
          options={QUOTE_OPTIONS}
          value={reading.quote || "none"}
          onValueChange={(value) => onChange({ quote: QUOTES.find((quote) => quote === value) ?? "" })}
        />
      </Field>
      <Field label="Encoding">
        <Select
          options={ENCODING_OPTIONS}
          value={reading.encoding}
          onValueChange={(encoding) => onChange({ encoding })}
        />
      </Field>
      <Field label="Decimal sign">
        <Select
          options={DECIMALS}
          value={decimalComma === null ? "unknown" : decimalComma ? "comma" : "point"}
          onValueChange={(sign) => onChange({ decimalComma: sign === "unknown" ? null : sign === "comma" })}
        />
      </Field>
      <Field label="Dates with slashes">
        <Select
          options={DATE_ORDERS}
          value={reading.dateOrder ?? "unknown"}
          onValueChange={(order) => onChange({ dateOrder: order === "unknown" ? null : order })}
        />
      </Field>
    </>
  );
}
