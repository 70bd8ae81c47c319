import type { TestProject } from "vitest/node";
import { holdTestCluster } from "./cluster";
import { dropLeftovers, ensureTemplate } from "./template";

declare module "vitest" {
  export interface ProvidedContext {
    adminUrl: string;
    template: string;
  }
}

/**
 * Gives the tests a throw-away server with a migrated template. `SWATH_TEST_ADMIN_URL` names another local one;
 * `SWATH_TEST_POSTGRES=15` runs them on the oldest supported version.
 */
export default async function setup(project: TestProject) {
  const given = process.env.SWATH_TEST_ADMIN_URL;
  if (given && !["127.0.0.1", "localhost", "[::1]"].includes(new URL(given).hostname)) {
    throw new Error("Tests never run against a database on another machine.");
  }
  const major = process.env.SWATH_TEST_POSTGRES === "15" ? 15 : 18;
  const cluster = given ? { adminUrl: given, alone: false, release: async () => {} } : await holdTestCluster(major);
  if (cluster.alone) await dropLeftovers(cluster.adminUrl);
  project.provide("adminUrl", cluster.adminUrl);
  project.provide("template", await ensureTemplate(cluster.adminUrl));
  return () => cluster.release();
}
