/** What a text says as JSON; null where it is empty, `undefined` while it can't be read. */
export function jsonOfText(text: string): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
