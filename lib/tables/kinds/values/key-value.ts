import { z } from "zod";
import { integerValue } from "./number-value";
import { textValue } from "./text-value";
import { castToType, type ValueSpec } from "./value";

export const uuidValue: ValueSpec = {
  parser: () => z.guid({ error: "Must be a UUID like 2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a59." }),
  toSql: castToType,
};

/** What a foreign key holds: the key of the record that it refers to. */
export const referenceValue: ValueSpec = {
  parser: (info) => {
    if (info.itemKind === "integer") return integerValue.parser(info);
    return info.itemKind === "uuid" ? uuidValue.parser(info) : textValue.parser(info);
  },
  toSql: (input, value) => (input.info.itemKind === "text" ? textValue : uuidValue).toSql(input, value),
};
