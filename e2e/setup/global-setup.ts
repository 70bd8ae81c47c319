import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { findPostgres, freePort, removePostgres } from "../../scripts/pg.mjs";
import { startSwath } from "./start-swath";

/** One Swath for the whole run: the production build, the real sample data, a worker; gone afterwards. */
export default async function setup() {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "swath-e2e-"));
  // The server's own account must be able to enter.
  fs.chmodSync(dataDir, 0o755);
  const remove = async () => {
    await removePostgres({ dir: dataDir });
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    // Nobody answers there until a test starts a mail server on it.
    const smtpPort = await freePort();
    process.env.SWATH_E2E_SMTP_PORT = String(smtpPort);
    process.env.SWATH_SMTP_URL = `smtp://127.0.0.1:${smtpPort}`;
    process.env.SWATH_MAIL_FROM = "Swath <swath@example.com>";
    process.env.SWATH_PUBLIC_URL = "https://swath.example.com";
    const swath = await startSwath({ dataDir, port: await freePort() });
    process.env.SWATH_E2E_URL = swath.url;
    process.env.SWATH_E2E_DATABASE_URL = await findPostgres({ dir: dataDir });
    return async () => {
      fs.writeFileSync("test-results/swath.log", swath.output());
      await swath.stop();
      await remove();
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
