/** A place where projects store data: an S3 prefix, a database, anything that can be measured. */
export type StorageSource = {
  /** For the log. */
  readonly name: string;
  /**
   * Bytes that the project stores there now; 0 when it has nothing.
   *
   * @throws Error when that cannot be measured: a guess must not replace a measurement.
   */
  measure(projectId: string): Promise<number>;
};
