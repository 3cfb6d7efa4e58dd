// @ts-expect-error: the package ships no types.
import { simpleParser } from 'mailparser';

type Address = { text: string; value: { name: string; address: string }[] };

export type ReadMail = {
  from?: Address;
  to?: Address;
  replyTo?: Address;
  bcc?: Address;
  subject?: string;
  text?: string;
  html?: string;
  messageId?: string;
  date?: Date;
  headers: Map<string, unknown>;
  attachments: { filename?: string; contentType: string; content: Buffer }[];
};

/** Reads a message as a mailbox does. */
export const readMime = (bytes: Uint8Array): Promise<ReadMail> => simpleParser(Buffer.from(bytes));
