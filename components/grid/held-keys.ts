export interface HeldKey {
  key: string;
  shiftKey: boolean;
}

/**
 * Presses keys again, one after the other, wherever the focus is by then: a text goes into its field, and Enter, Tab and
 * arrows do what they do there. What somebody presses meanwhile waits for its turn.
 * @param begin how long the keys wait for what is to get them
 */
export async function replayKeys(keys: readonly HeldKey[], begin?: Promise<void>): Promise<void> {
  if (keys.length === 0) return;
  const queue = [...keys];
  function wait(event: KeyboardEvent): void {
    const { isTrusted, ctrlKey, metaKey, altKey, key, shiftKey } = event;
    if (!isTrusted || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    queue.push({ key, shiftKey });
  }
  window.addEventListener("keydown", wait, true);
  await begin;
  for (let held = queue.shift(); held; held = queue.shift()) {
    const target = document.activeElement;
    const event = new KeyboardEvent("keydown", { ...held, bubbles: true, cancelable: true });
    if (target?.dispatchEvent(event)) typeInto(target, held.key);
    // What a key opens or moves to is there for the next one.
    await new Promise((resolve) => setTimeout(resolve));
  }
  window.removeEventListener("keydown", wait, true);
}

/** What the browser itself does with a key that somebody really presses. */
function typeInto(target: Element, key: string): void {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (!isField || target.selectionStart === null || target.selectionEnd === null) return;
  const { selectionStart: start, selectionEnd: end } = target;
  if (key.length === 1) target.setRangeText(key, start, end, "end");
  else if (key === "Backspace") target.setRangeText("", start === end ? Math.max(0, start - 1) : start, end, "end");
  else return;
  target.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

const MOST_FRAMES = 60;

/** Until a list of choices that opens has the focus, and has gone to the one that is chosen. */
export async function untilListed(): Promise<void> {
  for (let i = 0; i < MOST_FRAMES && !document.activeElement?.closest("[role=listbox]"); i++) await frame();
  await frame();
}

const frame = () => new Promise(requestAnimationFrame);
