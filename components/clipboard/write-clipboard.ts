import type { Reach } from "./use-reach";

/**
 * Writes to the clipboard what first has to be loaded, in both forms. Answers whether it was written.
 * @param loading null where there is nothing to write
 */
export async function writeClipboard(
  loading: Promise<Reach | null>,
  copied: (reached: Reach) => { plain: string; html: string },
  announce: (sentence: string) => void,
): Promise<boolean> {
  const texts = loading.then((reached) => {
    if (!reached) throw new Error("Nothing to copy.");
    return copied(reached);
  });
  // Browsers offer it to secure pages only. By now everything is loaded, so that the event's own way works.
  if (!("ClipboardItem" in window) || !navigator.clipboard?.write) {
    await texts.catch(() => {});
    announce("All records are loaded now. Press the keys once more to copy them.");
    return false;
  }
  const blob = (type: "text/plain" | "text/html", form: "plain" | "html") =>
    texts.then((text) => new Blob([text[form]], { type }));
  // Promises, since a browser allows it only at the moment of the keystroke.
  const item = new ClipboardItem({ "text/plain": blob("text/plain", "plain"), "text/html": blob("text/html", "html") });
  return navigator.clipboard.write([item]).then(
    () => true,
    () => false,
  );
}
