import type { Texts } from './texts.ts';

export const exportTexts: Texts = {
  AccountingExport: {
    self: 'A file for the accountant, and how far it is.',
    status: '`preparing`: ask again. `failed`: the same data would fail again; see `reason`.',
    from: 'The first day, in the seller’s zone.',
    to: 'The last day, in the seller’s zone.',
    progress: 'How many documents and payments were read, and of how many.',
    rows: 'Lines of the table without its heading, or documents in the archive.',
    sha256: 'Of the file, in hex.',
    leftOut:
      'What a person has to add: documents whose PDF is not stored yet, or money in a currency without a fixed rate.',
    reason:
      '`too_large`: more than 4 GB or 65 535 documents. `entry_unbalanced`: an entry’s debit is not its credit.',
    url: 'Downloads the file for minutes, for anybody who has it.',
    expiresAt: 'Asked again after this time, the file is written anew.',
  },
};
