import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { eq, or, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
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
  /** One account, whatever address a guesser claims to come from. It does not count in a browser that is known. */
  account: { attempts: 100, withinSeconds: 60 * 60 },
  /** One account in a browser in which its person has signed in before. */
  device: { attempts: 20, withinSeconds: 15 * 60 },
  /** One address, whatever account: an office behind one address is many people. */
  address: { attempts: 200, withinSeconds: 15 * 60 },
} satisfies Record<string, SignInLimit>;

export type SignInLimits = Record<keyof typeof SIGN_IN_LIMITS, SignInLimit>;

export interface Attempt {
  email: string;
  ip: string;
  /** The browser, where its token says that this person has signed in with it before (`known-device.ts`). */
  device?: string;
}

/** The limits that an attempt counts for, with what is counted. */
function keysOf({ email, ip, device }: Attempt): [keyof SignInLimits, string][] {
  // Nobody can lock a person out of the browsers that they use: strangers can't count there.
  const own: [keyof SignInLimits, string][] = device
    ? [["device", `${email} ${device}`]]
    : [
        ["accountAndAddress", `${email} ${ip}`],
        ["account", email],
      ];
  return [...own, ["address", device ? `${ip} ${device}` : ip]];
}

/** Lets a person try again at once, from wherever. */
export async function forgetAttempts(db: Db | Tx, email: string): Promise<void> {
  const begin = (name: keyof SignInLimits) => `sign-in:${name}:${email.toLowerCase()}`;
  await db
    .delete(signInAttempts)
    .where(
      or(
        eq(signInAttempts.key, begin("account")),
        sql`starts_with(${signInAttempts.key}, ${`${begin("accountAndAddress")} `})`,
        sql`starts_with(${signInAttempts.key}, ${`${begin("device")} `})`,
      ),
    );
}

/**
 * Takes one attempt off each limit before the password is looked at, so that parallel guesses count too.
 * Call the answer after a success: it gives the attempts back.
 * @throws AppError RATE_LIMITED with `details.retryAfterSeconds`
 */
export async function takeSignInAttempt(
  db: Db,
  who: Attempt,
  limits: SignInLimits = SIGN_IN_LIMITS,
): Promise<() => Promise<void>> {
  const taken = keysOf(who).map(([name, key]) => {
    const { attempts, withinSeconds } = limits[name];
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
