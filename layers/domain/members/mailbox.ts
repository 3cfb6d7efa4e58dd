import { createHash } from 'node:crypto';

/**
 * The mailbox that an address names, to compare by: upper and lower case are the same, and so are
 * the ways to write a domain. `+tag` and dots stay: at many hosts they are other mailboxes.
 */
export function mailboxOf(address: string): string {
  const text = address.trim().normalize('NFC');
  const at = text.lastIndexOf('@');
  return `${text.slice(0, at).toLowerCase()}@${asciiDomain(text.slice(at + 1))}`;
}

/** A name for the mailbox that does not show it; 32 hexadecimal digits. */
export const mailboxHash = (address: string): string =>
  createHash('sha256').update(mailboxOf(address)).digest('hex').slice(0, 32);

function asciiDomain(domain: string): string {
  const url = `https://${domain.toLowerCase()}`;
  return URL.canParse(url) ? new URL(url).hostname : domain.toLowerCase();
}
