import type { Rule } from "./rule";

const BYTE = String.raw`(25[0-5]|2[0-4]\d|1?\d?\d)`;
const V4 = String.raw`(${BYTE}\.){3}${BYTE}`;
const ADDRESS = new RegExp(
  String.raw`^(${V4}(/([12]?\d|3[0-2]))?|(?=.*:.*:)[\da-f:]{2,39}(${V4})?(/(\d\d?|1[01]\d|12[0-8]))?)$`,
  "i",
);
const MAC = /^[\da-f]{2}([:-]?)[\da-f]{2}(\1[\da-f]{2}){4}((\1[\da-f]{2}){2})?$/i;

/** An address of a network or of a device in it, as Postgres reads them. */
export const networkRule: Rule<string> = (given, { itemKind }) => {
  const mac = itemKind !== "address";
  if (typeof given === "string" && (mac ? MAC : ADDRESS).test(given)) return { value: given };
  return { problem: mac ? "Must be like 08:00:2b:01:02:03." : "Must be an address like 192.0.2.1 or 10.0.0.0/8." };
};
