/** The files of one identity on this machine, found by the SHA-256 of their bytes. */
export interface AttachmentStore {
  has(sha256: string): boolean;
  /** Bytes; null = not on this machine. */
  size(sha256: string): number | null;
  /**
   * The bytes from `fromByte` on. Throws `attachment-not-here`, and `attachment-store-damaged` before it
   * gives out a byte that is not the one that was stored.
   */
  read(sha256: string, fromByte?: number): AsyncIterable<Uint8Array>;
  /**
   * When this returns, the file survives a power cut. Throws `attachment-incomplete` and leaves nothing behind
   * where the bytes do not have this size and digest.
   */
  put(
    file: { sha256: string; size: number },
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<void>;
  erase(sha256: string): Promise<void>;
  /** Path of an upload begun at the API, to go on there after a restart. */
  uploadPath(sha256: string): string | null;
  rememberUploadPath(sha256: string, path: string | null): void;
}
