/** Ports besides 443 are often other services than web servers. */
const port = '443';

const foreignSuffixes = ['.local', '.localhost', '.internal', '.amazonaws.com', '.arpa', '.onion'];

/** What is wrong with an address for webhooks. */
export type UrlRefusal =
  | 'not_a_url'
  | 'not_https'
  | 'with_user_info'
  | 'with_fragment'
  | 'other_port'
  | 'address_literal'
  | 'not_public_name'
  | 'our_own';

/**
 * Judges an address before it is stored, and again before each attempt. The name's addresses are
 * judged when it is looked up.
 *
 * @param ownHosts names of our own API and site: a webhook to them would start the next one.
 * @returns undefined when it may be called.
 */
export function refusalOfUrl(text: string, ownHosts: readonly string[]): UrlRefusal | undefined {
  const url = URL.parse(text);
  if (!url) return 'not_a_url';
  if (url.protocol !== 'https:') return 'not_https';
  if (url.username !== '' || url.password !== '' || hasUserInfo(text)) return 'with_user_info';
  if (text.includes('#')) return 'with_fragment';
  if (url.port !== '' && url.port !== port) return 'other_port';
  return refusalOfHost(url.hostname, ownHosts);
}

/** `https://@host` has an empty one, which URL drops. */
const hasUserInfo = (text: string): boolean => /^[^/?#]*[/\\]+[^/\\?#]*@/.test(text.trim());

/** URL has written decimal, octal and hexadecimal forms of an address as four numbers. */
function refusalOfHost(host: string, ownHosts: readonly string[]): UrlRefusal | undefined {
  const name = host.replace(/\.$/, '').toLowerCase();
  if (name.startsWith('[') || /^[\d.]+$/.test(name)) return 'address_literal';
  if (!name.includes('.') || foreignSuffixes.some((suffix) => name.endsWith(suffix)))
    return 'not_public_name';
  return ownHosts.includes(name) ? 'our_own' : undefined;
}
