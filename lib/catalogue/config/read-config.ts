import fs from "node:fs/promises";
import path from "node:path";
import { createJiti } from "jiti";
import { type ConfigFile, parseConfig } from "./config-file";

/** The file as it was last read, and what is wrong with a later version of it. */
export interface ReadConfig {
  file: string;
  modified: number;
  config: ConfigFile;
  problem: string | null;
}

/**
 * Reads `swath.config.ts`, again whenever it has been written. A mistake in a later version leaves the last good one in force.
 *
 * @throws Error with a sentence while there is no good one: what the file would have closed must not be open
 */
export async function readConfig(asked: string, last: ReadConfig | undefined): Promise<ReadConfig> {
  const file = path.resolve(asked);
  let modified = -1;
  try {
    ({ mtimeMs: modified } = await fs.stat(file));
    if (last?.file === file && last.modified === modified) return last;
    return { file, modified, config: parseConfig(await contentOf(file)), problem: null };
  } catch (error) {
    const problem = sentence(file, error);
    if (!last) throw new Error(problem, { cause: error });
    return { ...last, modified, problem };
  }
}

async function contentOf(file: string): Promise<unknown> {
  // Neither cache: a version that was read must not come back for the next one.
  const jiti = createJiti(file, { moduleCache: false, fsCache: false });
  return jiti.import(file, { default: true });
}

function sentence(file: string, error: unknown): string {
  const missing = error instanceof Error && "code" in error && error.code === "ENOENT" && "path" in error;
  const why = missing ? "there is no such file." : error instanceof Error ? error.message : String(error);
  return `SWATH_CONFIG, ${file}: ${why}`;
}
