import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { secretsOf } from "./secrets";

/**
 * A browser in which a person has signed in before keeps a token that says so. It opens nothing; but where somebody
 * guesses at that person's password, the limit that stops the guesser doesn't stop them.
 */
export function deviceToken(secret: string, email: string, id = randomBytes(12).toString("base64url")): string {
  return `${id}.${macOf(secretsOf(secret)[0], email, id)}`;
}

/** The id in a token that was made for this person; undefined of any other. */
export function deviceOf(secret: string, email: string, token: string | undefined): string | undefined {
  const [id = "", mac = ""] = token?.split(".") ?? [];
  const given = Buffer.from(mac);
  const isRight = secretsOf(secret).some((each) => {
    const right = Buffer.from(macOf(each, email, id));
    return given.length === right.length && timingSafeEqual(given, right);
  });
  return isRight ? id : undefined;
}

function macOf(secret: string, email: string, id: string): string {
  return createHmac("sha256", secret).update(`swath device ${id} ${email.toLowerCase()}`).digest("base64url");
}
