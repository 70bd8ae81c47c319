import fs from "node:fs";
import type { ConnectionOptions } from "node:tls";
import { BadConnection } from "./bad-connection";

/** How a connection is encrypted; false: not at all. */
export type Tls = ConnectionOptions | false;

const MODES = ["disable", "allow", "prefer", "require", "no-verify", "verify-ca", "verify-full"];

/**
 * The ways to encrypt that `sslmode` allows, in the order in which they are tried. As in libpq `require` does not ask who
 * the server is, unless `sslrootcert` says by whom it must be vouched for. Nothing said: as it comes.
 */
export function tlsOf(said: (name: string) => string | undefined): Tls[] {
  const root = said("sslrootcert");
  const mode = said("sslmode") ?? legacy(said("ssl")) ?? (root === "system" ? "verify-full" : undefined);
  if (mode === undefined) return root === undefined ? [false] : [verified(said, true)];
  if (!MODES.includes(mode))
    throw new BadConnection(`sslmode=${mode} is not supported. Known values: ${MODES.join(", ")}.`);
  if (root === "system" && mode !== "verify-full")
    throw new BadConnection(`sslrootcert=system needs sslmode=verify-full, not ${mode}.`);
  const unverified: Tls = { ...ownCertificate(said), rejectUnauthorized: false };
  switch (mode) {
    case "disable":
      return [false];
    case "allow":
      return [false, unverified];
    case "prefer":
      return [unverified, false];
    case "require":
      return [root === undefined ? unverified : verified(said, false)];
    case "no-verify":
      return [unverified];
    default:
      return [verified(said, mode === "verify-full")];
  }
}

/** `?ssl=true`, as `pg` and others write it. */
function legacy(ssl: string | undefined): string | undefined {
  if (ssl === undefined) return undefined;
  if (ssl !== "true" && ssl !== "false")
    throw new BadConnection(`ssl=${ssl}: it is true or false; better use sslmode.`);
  return ssl === "true" ? "verify-full" : "disable";
}

function verified(said: (name: string) => string | undefined, withName: boolean): Tls {
  const root = said("sslrootcert");
  return {
    ...ownCertificate(said),
    rejectUnauthorized: true,
    ...(root === undefined || root === "system" ? {} : { ca: read("sslrootcert", root) }),
    ...(withName ? {} : { checkServerIdentity: () => undefined }),
  };
}

function ownCertificate(said: (name: string) => string | undefined): ConnectionOptions {
  const [cert, key] = [said("sslcert"), said("sslkey")];
  return { ...(cert ? { cert: read("sslcert", cert) } : {}), ...(key ? { key: read("sslkey", key) } : {}) };
}

function read(name: string, file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new BadConnection(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
