export const number = (n: number) => n.toLocaleString("en");

/** "1 record", "17,431 records" */
export function records(n: number): string {
  return `${number(n)} ${n === 1 ? "record" : "records"}`;
}
