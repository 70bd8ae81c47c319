import type { Kind } from "./kind";
import { text } from "./text";

/** Text of several lines: edited in a larger box, otherwise the same. */
export const longText: Kind = { ...text, id: "longText", width: 260 };
