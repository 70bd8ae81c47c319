import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "@/lib/db/client";
import { signInAttempts } from "@/lib/db/schema/sign-in-attempts";
import { AppError } from "@/lib/model/errors";
import { counted } from "@/lib/model/locale";

export interface SignInLimit {
  attempts: number;
  withinSeconds: number;
}

/** What a person who mistypes never meets, and a machine that guesses soon does. Only failed attempts count. */
export const SIGN_IN_LIMITS = {
  /** One account from one address. */
  accountAndAddress: { attempts: 10, withinSeconds: 15 * 60 },
  /** One account, whatever address a guesser claims to come from. */
  account: { attempts: 100, withinSeconds: 60 * 60 },
  /** One address, whatever account: an office behind one address is many people. */
  address: { attempts: 200, withinSeconds: 15 * 60 },
} satisfies Record<string, SignInLimit>;

export type SignInLimits = Record<keyof typeof SIGN_IN_LIMITS, SignInLimit>;

/**
 * Takes one attempt off each limit before the password is looked at, so that parallel guesses count too.
 * Call the answer after a success: it gives the attempts back.
 * @throws AppError RATE_LIMITED with `details.retryAfterSeconds`
 */
export async function takeSignInAttempt(
  db: Db,
  who: { email: string; ip: string },
  limits: SignInLimits = SIGN_IN_LIMITS,
): Promise<() => Promise<void>> {
  const keys = { accountAndAddress: `${who.email} ${who.ip}`, account: who.email, address: who.ip };
  const taken = Object.entries(keys).map(([name, key]) => {
    const { attempts, withinSeconds } = limits[name as keyof SignInLimits];
    const limiter = new RateLimiterDrizzle({
      storeClient: db,
      schema: signInAttempts,
      keyPrefix: `sign-in:${name}`,
      points: attempts,
      duration: withinSeconds,
      // Short-lived limiters: the sweep below does it instead of a timer each.
      clearExpiredByTimeout: false,
    });
    return { limiter, key };
  });
  for (const { limiter, key } of taken) {
    try {
      await limiter.consume(key);
    } catch (reason) {
      throw reason instanceof RateLimiterRes ? tooMany(reason.msBeforeNext) : reason;
    }
  }
  return async () => {
    await Promise.all(taken.map(({ limiter, key }) => limiter.reward(key)));
  };
}

function tooMany(waitMs: number): AppError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const wait = seconds > 90 ? counted(Math.ceil(seconds / 60), "minute") : counted(seconds, "second");
  return new AppError("RATE_LIMITED", `Too many failed sign-ins. Try again in ${wait}.`, {
    details: { retryAfterSeconds: seconds },
  });
}
