import { z } from "zod";

export const EmailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .pipe(z.email("Write an e-mail address such as name@example.com."));

/** The upper limit keeps a megabyte of password from being hashed. */
export const PASSWORD_MAX = 1_000;

export const NewPassword = z.string().min(8, "The password needs at least 8 characters.").max(PASSWORD_MAX);
