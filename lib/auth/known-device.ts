import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * A browser in which a person has signed in before keeps a token that says so. It opens nothing; but where somebody
 * guesses at that person's password, the limit that stops the guesser doesn't stop them.
 */
export function deviceToken(secret: string, email: string, id = randomBytes(12).toString("base64url")): string {
  return `${id}.${macOf(secret, email, id)}`;
}

/** The id in a token that was made for this person; undefined of any other. */
export function deviceOf(secret: string, email: string, token: string | undefined): string | undefined {
  const [id = "", mac = ""] = token?.split(".") ?? [];
  const right = Buffer.from(macOf(secret, email, id));
  const given = Buffer.from(mac);
  return given.length === right.length && timingSafeEqual(given, right) ? id : undefined;
}

function macOf(secret: string, email: string, id: string): string {
  return createHmac("sha256", secret).update(`swath device ${id} ${email.toLowerCase()}`).digest("base64url");
}
