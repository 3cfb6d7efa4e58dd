/** Where projects keep what they store: an S3 prefix, a database, whatever can be measured. */
export type StorageSource = {
  /** For the log. */
  readonly name: string;
  /**
   * Bytes that the project stores there now; 0 where it has nothing.
   *
   * @throws Error when that cannot be found out: no guess stands for a measurement.
   */
  measure(projectId: string): Promise<number>;
};
