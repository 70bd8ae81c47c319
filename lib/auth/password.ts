import { hash, verify } from "argon2";

// OWASP's first choice for argon2id (the library's default algorithm): 19 MiB, two passes, one thread.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** @returns an argon2id hash that carries its salt and cost */
export function hashPassword(plain: string): Promise<string> {
  return hash(plain, COST);
}

/** Whether `plain` is the password of `hash`; false for a hash that is no argon2 hash. */
export async function verifyPassword(hash: string, plain: string): Promise<boolean> {
  return verify(hash, plain).catch(() => false);
}
