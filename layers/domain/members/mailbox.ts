import { createHash } from 'node:crypto';

/**
 * Normalises an address for comparison: upper and lower case are equal, and so are notations of a
 * domain. Keeps `+tag` and dots, which name other mailboxes at many hosts.
 */
export function mailboxOf(address: string): string {
  const text = address.trim().normalize('NFC');
  const at = text.lastIndexOf('@');
  return `${text.slice(0, at).toLowerCase()}@${asciiDomain(text.slice(at + 1))}`;
}

/** A name for the mailbox that does not reveal it; 32 hexadecimal digits. */
export const mailboxHash = (address: string): string =>
  createHash('sha256').update(mailboxOf(address)).digest('hex').slice(0, 32);

function asciiDomain(domain: string): string {
  const url = `https://${domain.toLowerCase()}`;
  return URL.canParse(url) ? new URL(url).hostname : domain.toLowerCase();
}

/** The first letters, and the top-level domain: for whoever knows the address already. */
export function masked(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  const top = domain.slice(domain.lastIndexOf('.'));
  return `${[...email][0]}…@${[...domain][0]}…${top}`;
}
