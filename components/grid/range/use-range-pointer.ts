"use client";

import { type MouseEvent, useEffect, useRef } from "react";
import { type CellPlace, grownTo, holds, type RangeBounds } from "./cell-range";
import type { CellRange } from "./use-cell-range";

/** Pixels from the edge within which a drag scrolls on, and how far per frame. */
const EDGE = 36;
const STEP = 14;
const SLACK = 5;

/** A click makes a cell active, with Shift it extends the range, and so does dragging, beyond the edge as well. */
export function useRangePointer(range: CellRange, onFill: Fill) {
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);

  return function onMouseDown(event: MouseEvent<HTMLElement>): void {
    const place = placeAt(event.target);
    if (!place) return;
    if (event.button !== 0) {
      // The menu of a cell is about that cell, or about the range that it belongs to.
      if (!holds(range.bounds, place)) range.move(place);
      return;
    }
    stop.current?.();
    if (event.target instanceof Element && event.target.closest("[data-fill-handle]")) {
      event.preventDefault();
      stop.current = dragFill(event, range, onFill);
      return;
    }
    if (event.shiftKey) {
      // Keeps the focus on the active cell, and the browser from selecting text.
      event.preventDefault();
      range.extend(place);
    } else range.move(place);
    stop.current = drag(event, (to) => range.dispatch({ type: "extend", to }));
  };
}

/** The range grows along one axis, and what it grew by is filled when the button is let go. */
function dragFill(event: MouseEvent<HTMLElement>, { bounds, dispatch }: CellRange, onFill: Fill): () => void {
  let to = bounds;
  return drag(
    event,
    (place) => {
      to = grownTo(bounds, place);
      dispatch({
        type: "span",
        from: { row: to.top, column: to.left },
        to: { row: to.bottom, column: to.right },
      });
    },
    () => to !== bounds && onFill(bounds, to),
  );
}

type Fill = (from: RangeBounds, to: RangeBounds) => void;

/** Follows the pointer until the button is let go; answers how to end it early. */
export function drag(
  { currentTarget: scroller, clientX, clientY }: MouseEvent<HTMLElement>,
  onPlace: (place: CellPlace) => void,
  onDrop?: () => void,
): () => void {
  let point: { x: number; y: number } | null = null;
  let frame = 0;
  const follow = () => {
    frame = requestAnimationFrame(follow);
    if (!point) return;
    const box = scroller.getBoundingClientRect();
    const by = (at: number, from: number, to: number) => (at > to - EDGE ? STEP : at < from + EDGE ? -STEP : 0);
    const [left, top] = [by(point.x, box.left, box.right), by(point.y, box.top, box.bottom)];
    if (left || top) scroller.scrollBy(left, top);
    const x = Math.min(Math.max(point.x, box.left + 1), box.right - 20);
    const y = Math.min(Math.max(point.y, box.top + EDGE), box.bottom - 20);
    const place = placeAt(document.elementFromPoint(x, y));
    if (place) onPlace(place);
  };
  const onMove = (event: globalThis.MouseEvent) => {
    if (event.buttons === 0) end();
    // A hand is never quite still: a click is no drag.
    if (point || Math.hypot(event.clientX - clientX, event.clientY - clientY) > SLACK)
      point = { x: event.clientX, y: event.clientY };
  };
  const end = (event?: Event) => {
    cancelAnimationFrame(frame);
    window.removeEventListener("mousemove", onMove);
    window.removeEventListener("mouseup", end);
    if (event?.type === "mouseup") onDrop?.();
  };
  frame = requestAnimationFrame(follow);
  window.addEventListener("mousemove", onMove);
  window.addEventListener("mouseup", end);
  return () => end();
}

/** Which cell an element is, or is in, by the indices that it tells screen readers. */
export function placeAt(element: EventTarget | null): CellPlace | undefined {
  if (!(element instanceof Element) || element.closest("[data-cell-editor]")) return undefined;
  const cell = element.closest("[data-cell]");
  const row = Number(cell?.closest("[aria-rowindex]")?.getAttribute("aria-rowindex")) - 2;
  const column = Number(cell?.getAttribute("aria-colindex")) - 2;
  return cell && row >= 0 && column >= 0 ? { row, column } : undefined;
}
