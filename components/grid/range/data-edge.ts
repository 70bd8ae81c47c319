/**
 * Where Ctrl with an arrow goes, as in spreadsheets: to the end of the filled cells that one stands in, or over a gap
 * to the next filled one; to the last place where nothing is left to meet.
 */
export function dataEdge(from: number, step: 1 | -1, length: number, isEmpty: (place: number) => boolean): number {
  const last = step === 1 ? length - 1 : 0;
  if (from === last || length === 0) return from;
  let at = from + step;
  const overGap = isEmpty(from) || isEmpty(at);
  while (at !== last && isEmpty(overGap ? at : at + step) === overGap) at += step;
  return at;
}
