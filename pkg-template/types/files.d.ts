/** A `Blob`, described by what is used of it. */
export interface BlobLike {
  /** Number of bytes. */
  readonly size: number;
  /** The media type, `''` if unknown. It is not sent. */
  readonly type: string;
  /** Reads all bytes. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A `File`: a {@link BlobLike} with a name. */
export interface FileLike extends BlobLike {
  /** The name without folders. */
  readonly name: string;
}

/**
 * A file to upload: a path (text; not in pages), bytes (a `Buffer` is a `Uint8Array`), a `Blob` or a `File`.
 * At most 5 MiB (5 242 880 bytes).
 */
export type FileInput = string | Uint8Array | ArrayBuffer | BlobLike | FileLike;
