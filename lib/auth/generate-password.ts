import { randomInt } from "node:crypto";

// Without l, o, 0 and 1, which are taken for one another when a password is read out.
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const LETTERS_PER_GROUP = 4;

/** A password that is told this once: Swath keeps only its hash. */
export interface ToldPassword {
  email: string;
  password: string;
}

/** "kmwt-7h3q-xn2v-r8dp": 80 bits of chance that a person can type from a note. */
export function generatePassword(): string {
  const letter = () => LETTERS.charAt(randomInt(LETTERS.length));
  const group = () => Array.from({ length: LETTERS_PER_GROUP }, letter).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}
