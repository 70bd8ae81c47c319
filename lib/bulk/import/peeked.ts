/** The first bytes of a stream, and all of it again; each piece is told as it comes. */
export async function peeked(
  stream: ReadableStream<Uint8Array>,
  bytes: number,
  onPiece: (piece: Uint8Array) => void,
): Promise<{ head: Uint8Array; whole: ReadableStream<Uint8Array> }> {
  const reader = stream.getReader();
  const read: Uint8Array[] = [];
  let length = 0;
  while (length < bytes) {
    const { done, value } = await reader.read();
    if (done) break;
    onPiece(value);
    read.push(value);
    length += value.length;
  }
  const head = Buffer.concat(read).subarray(0, bytes);
  const whole = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const first = read.shift();
      if (first) return controller.enqueue(first);
      const { done, value } = await reader.read();
      if (done) return controller.close();
      onPiece(value);
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { head, whole };
}
