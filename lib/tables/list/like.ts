/** A text as LIKE takes it literally. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** The pattern of everything that contains the text. */
export const containing = (text: string): string => `%${escapeLike(text)}%`;
