import { createHmac } from 'node:crypto';

/**
 * Addresses that nobody has on the internet. A request from one came through a proxy of one's own,
 * so it says nothing about the client.
 */
const nobodys = /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^::1$|^f[cd][0-9a-f]{2}:/i;

export const isNobodys = (address: string): boolean => nobodys.test(address);

/**
 * An address as it is stored: hashed with a key, since there are few enough addresses to try them
 * all. Of IPv6 the first 64 bits, which one household or host has.
 */
export function addressSubject(address: string, [key = '']: readonly string[]): string {
  const hash = createHmac('sha256', key).update(`address:${networkOf(address)}`);
  return `address#${hash.digest('base64url').slice(0, 22)}`;
}

function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = (text = '') => text.split(':').filter((group) => group !== '');
  const [first, last] = [groups(head), groups(tail)];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const all = [...first, ...Array<string>(Math.max(0, zeros)).fill('0'), ...last];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
