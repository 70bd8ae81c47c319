/** "12 GB", "340 kB": two digits that count. */
export function bytesText(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const step = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  return `${step === 0 || value >= 10 ? Math.round(value).toLocaleString("en") : value.toFixed(1)} ${units[step]}`;
}

/** "about 1.2 million", "about 4,800": an estimate says that it is one. */
export function aboutText(n: number): string {
  if (n >= 1_000_000) return `about ${(n / 1_000_000).toFixed(1)} million`;
  return `about ${(n >= 1_000 ? Number(n.toPrecision(2)) : Math.round(n)).toLocaleString("en")}`;
}

/** "1 task", "1,200 tasks" */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
