/** Why an export cannot be written, however often it is tried. */
export type ExportFailure = 'too_large' | 'entry_unbalanced';

/** An export that a person has to look at: trying again with the same data fails the same way. */
export class ExportImpossibleError extends Error {
  override readonly name = 'ExportImpossibleError';
  readonly reason: ExportFailure;

  constructor(reason: ExportFailure, message: string) {
    super(message);
    this.reason = reason;
  }
}
