const GAP_PX = 4;

/** The grid cuts off what reaches over its edges: there it moves to the left, and above its cell. */
export function keepInSight(box: HTMLElement): void {
  const edge = box.closest("[role=grid]")?.getBoundingClientRect();
  const cell = box.parentElement?.closest("[data-cell-editor], [data-cell]")?.getBoundingClientRect();
  if (!edge || !cell) return;
  box.style.translate = "";
  const { right, bottom, height } = box.getBoundingClientRect();
  const left = Math.max(0, right + GAP_PX - edge.right);
  const up = bottom > edge.bottom ? height + cell.height + GAP_PX : 0;
  box.style.translate = `${-left}px ${-up}px`;
}
