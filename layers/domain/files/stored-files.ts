/** An object that a buyer has uploaded. */
export type UploadedFile = {
  bytes: number;
  /** Changes when it is uploaded again. */
  version: string;
};

export type FilePlace = { orderId: string; fileId: string };

/** The bytes of orders' files: first where buyers upload them, then where they are kept. */
export type StoredFiles = {
  /** What was uploaded for an order, by the file's id. */
  uploaded(orderId: string): Promise<ReadonlyMap<string, UploadedFile>>;
  /** The ids of the files that are kept of an order. */
  kept(orderId: string): Promise<ReadonlySet<string>>;
  /**
   * The first bytes of an upload.
   *
   * @throws Error when it was uploaded again meanwhile.
   */
  firstBytes(place: FilePlace, version: string, count: number): Promise<Uint8Array>;
  /**
   * Copies an upload to where it is kept; a repetition is harmless.
   *
   * @throws Error when it was uploaded again meanwhile: that one was not looked at.
   */
  keep(place: FilePlace, version: string): Promise<void>;
  /** Deletes an upload; one that is gone is no error. */
  discard(place: FilePlace): Promise<void>;
  /** Deletes an upload and its copy; what is gone is no error. */
  erase(place: FilePlace): Promise<void>;
};
