import { byteStream } from "./byte-stream";

/** A text that is made while it is sent, see `byteStream`. */
export function textStream(pieces: AsyncGenerator<string, void, undefined>, headers: Record<string, string>): Response {
  return byteStream(encoded(pieces), headers);
}

async function* encoded(pieces: AsyncGenerator<string, void, undefined>) {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}
