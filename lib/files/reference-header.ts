/** What stands behind a column's name at the head of a file where it says how its cells name other records. */
export const LABEL_HEADER = " (label)";
export const KEY_HEADER = " (key)";
