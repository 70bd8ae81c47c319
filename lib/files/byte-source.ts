/** A file of which any part can be read: one that was chosen in the browser, or one that waits on the server's disk. */
export interface ByteSource {
  size: number;
  /** Fewer bytes only at the end of the file. */
  read: (at: number, length: number) => Promise<Uint8Array>;
}

/** A file that the browser holds. */
export function blobSource(file: Blob): ByteSource {
  return {
    size: file.size,
    read: async (at, length) => new Uint8Array(await file.slice(at, at + length).arrayBuffer()),
  };
}
