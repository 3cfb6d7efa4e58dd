import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Networks that are not the public internet (IANA special-purpose registry, RFC 6890). */
const foreignIPv4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  // Lambda's own runtime API listens here.
  ['127.0.0.0', 8],
  // Here are the metadata and the credentials of machines.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** Within the one block that is given out; all others have no public addresses. */
const foreignIPv6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  // Each contains an IPv4 address, which a gateway would call.
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const refused = new BlockList();
for (const [network, bits] of foreignIPv4) refused.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of foreignIPv6) refused.addSubnet(network, bits, 'ipv6');

const given = new BlockList();
given.addSubnet('2000::', 3, 'ipv6');

/** Whether an address belongs to the public internet; what is no address does not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !refused.check(address, 'ipv4');
  if (!isIPv6(address)) return false;
  return given.check(address, 'ipv6') && !refused.check(address, 'ipv6');
}
