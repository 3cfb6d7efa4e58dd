/** The command line, or a file that it names, is wrong: nothing has been done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
