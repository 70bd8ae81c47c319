import { AppError } from "@/lib/model/errors";

/** Of a body that is not said to carry more: well below the 10 MB at which Next's proxy would cut it. */
const USUAL_BYTES = 4 * 1024 * 1024;
/** Of pasted and typed records, which are held in memory as a whole. */
export const RECORDS_BYTES = 32 * 1024 * 1024;

/**
 * A request's body, read as JSON. Its bytes are counted while they arrive: a body need not say how long it is.
 * @throws AppError TOO_MANY, INVALID
 */
export async function jsonOf(request: Request, most = USUAL_BYTES): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new AppError("INVALID", "The request body must be JSON.");
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLong(most);
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  // Leaving the loop tells the sender to stop.
  for await (const piece of request.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > most) throw tooLong(most);
    text += decoder.decode(piece, { stream: true });
  }
  try {
    return JSON.parse(text + decoder.decode());
  } catch {
    throw new AppError("INVALID", "The request body is not valid JSON.");
  }
}

function tooLong(most: number): AppError {
  return new AppError("TOO_MANY", `This is more than one request may carry (${Math.round(most / 1024 / 1024)} MB).`);
}
