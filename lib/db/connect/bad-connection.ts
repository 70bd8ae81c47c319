/** A connection string that can't be used; the message is a sentence that names what is wrong, never the password. */
export class BadConnection extends Error {}
