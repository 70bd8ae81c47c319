/** Periods that move with the day, in words. Weeks begin on Monday; days are those of UTC. */
export const PERIODS = {
  today: "today",
  yesterday: "yesterday",
  last7Days: "in the last 7 days",
  last30Days: "in the last 30 days",
  last90Days: "in the last 90 days",
  next7Days: "in the next 7 days",
  next30Days: "in the next 30 days",
  thisWeek: "this week",
  lastWeek: "last week",
  thisMonth: "this month",
  lastMonth: "last month",
  thisYear: "this year",
  lastYear: "last year",
  past: "in the past",
  future: "in the future",
} as const;
export type Period = keyof typeof PERIODS;
