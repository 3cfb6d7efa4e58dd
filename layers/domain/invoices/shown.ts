/** What a document shows besides its content: the same content and this give the same bytes. */
export type Shown = {
  /** Of a copy that is given out again, or of an invoice that was cancelled. */
  stamp?: 'duplicata' | 'cancelled';
  /** Where what is due can be paid, printed as a QR code; ignored when nothing is due. */
  payUrl?: string;
};
