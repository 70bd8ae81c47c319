import type { Rule } from "./rule";

/** No door takes them. */
export const binaryRule: Rule = () => ({ problem: "Bytes can't be written here." });
