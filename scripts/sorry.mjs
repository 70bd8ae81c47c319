/** A failure that needs no stack: its message is one sentence for the person at the terminal; empty if already said. */
export class Sorry extends Error {}

/** Runs a script's main function; a `Sorry` prints its sentence, anything else its stack; both exit with 1. */
export async function main(run) {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof Sorry ? `\nswath: ${error.message}` : error);
    process.exit(1);
  }
}
