import type { Rule } from "./rule";

const BYTE = String.raw`(25[0-5]|2[0-4]\d|1?\d?\d)`;
const V4 = String.raw`(${BYTE}\.){3}${BYTE}`;
const V4_ONLY = new RegExp(String.raw`^${V4}(/([12]?\d|3[0-2]))?$`);
const V4_END = new RegExp(`:${V4}$`);
const MAC = /^[\da-f]{2}([:-]?)[\da-f]{2}(\1[\da-f]{2}){4}((\1[\da-f]{2}){2})?$/i;

/** Characters of six bytes: only a mac8 has more. */
const SIX = new Set([12, 17]);

/** An address of a network or of a device in it, as Postgres reads them. */
export const networkRule: Rule<string> = (given, { itemKind }) => {
  const mac = itemKind !== "address";
  const text = typeof given === "string" ? given : "";
  const found = mac
    ? MAC.test(text) && (itemKind === "mac8" || SIX.has(text.length))
    : V4_ONLY.test(text) || isV6(text);
  if (found) return { value: text };
  return { problem: mac ? "Must be like 08:00:2b:01:02:03." : "Must be an address like 192.0.2.1 or 10.0.0.0/8." };
};

/** Eight groups, of which `::` stands for one or more, once; the last two may be as in IPv4. */
function isV6(text: string): boolean {
  const [address = "", bits = "0"] = text.split(/\/(?=\d{1,3}$)/);
  const halves = address.replace(V4_END, ":0:0").split("::");
  const groups = halves.flatMap((half) => (half ? half.split(":") : []));
  return (
    (halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8) &&
    groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) &&
    /^(\d|[1-9]\d|1[01]\d|12[0-8])$/.test(bits)
  );
}
