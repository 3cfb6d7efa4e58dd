export type ReadEmail = { address: string } | { reason: string };

/** Maximum characters (RFC 5321) before the @, and in total. */
const localMax = 64;
const addressMax = 254;

/** RFC 5322's dot-atom. Quoted forms are refused, since hardly any mail service accepts them. */
const dotAtom = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

/** Letters, digits and emoji of any script, with the characters that IDNA accepts as a dot. */
const writtenDomain = /^[\p{L}\p{M}\p{N}\p{So}.。．｡-]+$/u;

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const topLevel = /^([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * Reads an e-mail address as mail services do: the domain in lower case and punycode, the part
 * before the @ unchanged. Otherwise returns why it cannot be one.
 */
export function readEmail(written: string): ReadEmail {
  const at = written.lastIndexOf('@');
  if (at === -1) return { reason: 'has no @' };
  const [local, domain] = [written.slice(0, at), domainOf(written.slice(at + 1))];
  const reason = localReason(local) ?? domainReason(domain);
  if (reason !== undefined) return { reason };
  const address = `${local}@${domain}`;
  return address.length > addressMax
    ? { reason: `is longer than ${addressMax} characters` }
    : { address };
}

function localReason(local: string): string | undefined {
  if (local === '') return 'has nothing before the @';
  if (local.length > localMax) return `has more than ${localMax} characters before the @`;
  if (local.includes('@')) return 'has more than one @';
  if (/[^\x20-\x7e]/.test(local)) return 'has letters before the @ that mail services do not take';
  return dotAtom.test(local) ? undefined : 'has characters or dots before the @ that cannot be';
}

function domainReason(domain: string): string | undefined {
  const labels = domain.split('.');
  if (labels.length < 2 || !topLevel.test(labels.at(-1)!)) return 'has no domain after the @';
  return labels.every((part) => label.test(part)) ? undefined : 'has a domain that cannot be';
}

/** The domain in punycode; empty when it is not valid. */
function domainOf(written: string): string {
  if (!writtenDomain.test(written)) return '';
  try {
    return new URL(`https://${written}`).hostname;
  } catch {
    return '';
  }
}
