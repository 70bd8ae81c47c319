const PATIENCE_MS = 3_000;

/** What is asked of the database; undefined where it fails, or does not answer within seconds. */
export async function withinPatience<T>(asked: Promise<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS).unref());
  return Promise.race([asked, late]).catch(() => undefined);
}
