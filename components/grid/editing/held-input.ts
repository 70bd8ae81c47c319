export interface HeldKey {
  key: string;
  shiftKey: boolean;
}

/** What somebody did and the page has not seen yet: a key, or one event of a press on something. */
export type Held = HeldKey | MouseEvent;

/** Kinds of which one types a choice or an item: their editor gets the key that opened it like any other. */
export const TAKES_KEYS: ReadonlySet<string> = new Set(["enum", "boolean", "array"]);

const PRESSES = ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "dblclick"] as const;
const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]";

/** Keeps the page from presses of the pointer while `wanted`; answers how to let them through again. */
export function holdPresses(hold: (press: MouseEvent) => void, wanted = () => true): () => void {
  function keep(event: MouseEvent): void {
    if (!event.isTrusted || event.button !== 0 || !wanted()) return;
    // Of a pointer's it would keep the browser from the events of the mouse that follow.
    if (!event.type.startsWith("pointer")) event.preventDefault();
    event.stopImmediatePropagation();
    hold(event);
  }
  for (const type of PRESSES) window.addEventListener(type, keep, true);
  return () => {
    for (const type of PRESSES) window.removeEventListener(type, keep, true);
  };
}

let queue: Held[] | undefined;
let ready: Promise<void> | undefined;

/**
 * Does again what was held, one after the other: keys wherever the focus is by then (a text goes into its field, and
 * Enter, Tab and arrows do what they do there), presses on what they hit. What somebody does meanwhile waits for its
 * turn, so that nothing lands in another cell than the one that it was meant for.
 * @param begin how long it waits for what is to get it
 */
export async function replay(held: readonly Held[], begin?: Promise<void>): Promise<void> {
  if (held.length === 0) return;
  if (queue) {
    // An editor that one of the keys opened: its own come before those that are still waiting.
    queue.unshift(...held);
    ready = begin;
    return;
  }
  const waiting = (queue = [...held]);
  ready = begin;
  function keep(event: KeyboardEvent): void {
    const { isTrusted, ctrlKey, metaKey, altKey, key, shiftKey } = event;
    if (!isTrusted || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting.push({ key, shiftKey });
  }
  window.addEventListener("keydown", keep, true);
  const letThrough = holdPresses((press) => waiting.push(press));
  for (;;) {
    await ready;
    ready = undefined;
    const next = waiting.shift();
    if (!next) break;
    if (next instanceof MouseEvent) press(next);
    else type(next);
    // What it opens or moves to is there for the next one.
    await new Promise((resolve) => setTimeout(resolve));
  }
  queue = undefined;
  window.removeEventListener("keydown", keep, true);
  letThrough();
}

function press(held: MouseEvent): void {
  if (!(held.target instanceof Element)) return;
  const again = held instanceof PointerEvent ? new PointerEvent(held.type, held) : new MouseEvent(held.type, held);
  const goesOn = held.target.dispatchEvent(again);
  if (held.type === "mousedown" && goesOn) held.target.closest<HTMLElement>(FOCUSABLE)?.focus();
}

function type({ key, shiftKey }: HeldKey): void {
  const target = document.activeElement;
  const event = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true });
  if (target?.dispatchEvent(event)) typeInto(target, key);
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
