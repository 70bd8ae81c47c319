/** How a column shows its values; which ones a column has, components/grid/value-format says. */
export const FORMATS = ["grouped", "plain", "compact", "percent", "iso", "medium", "weekday", "relative"] as const;
export type ValueFormat = (typeof FORMATS)[number];
