/** The order with `id` right before or after `target`. */
export function placed(order: string[], id: string, target: string, side: "before" | "after"): string[] {
  const rest = order.filter((each) => each !== id);
  const at = rest.indexOf(target);
  return at === -1 ? order : rest.toSpliced(side === "before" ? at : at + 1, 0, id);
}
