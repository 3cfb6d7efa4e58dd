import { DomainError } from '../errors.ts';

/** The shop does not take such files with an order. */
export class FilesNotAcceptedError extends DomainError {
  readonly code: 'file_type_not_accepted' | 'files_too_large';

  constructor(code: FilesNotAcceptedError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The shop has the file, and nobody gets it now. */
export class FileNotReadableError extends DomainError {
  readonly code: keyof typeof whyNotReadable;

  constructor(code: FileNotReadableError['code']) {
    super(whyNotReadable[code]);
    this.code = code;
  }
}

const whyNotReadable = {
  file_not_scanned_yet: 'This file is still being scanned. Try again in a minute.',
  file_infected: 'The scanner has found malware in this file: nobody can open it.',
  file_not_scannable: 'The scanner could not look into this file: nobody can open it.',
};
