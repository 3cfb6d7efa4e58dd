import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/** A name has an address that webhooks may not reach. */
export class RefusedAddressError extends Error {}

/**
 * A look-up for one connection. A single address outside of the public internet refuses the whole
 * name: mixed answers are how a name is made to reach inside. The connection goes to the address
 * that was judged here, so that nobody can change the name's answer between check and use.
 */
export const vettedLookup =
  (resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, { all }, done) => {
    resolve(hostname)
      .then((found) => chosenOf(found, isAllowed))
      .then(
        (chosen) => (all ? done(null, [chosen]) : done(null, chosen.address, chosen.family)),
        (error: Error) => done(error, ''),
      );
  };

function chosenOf(
  found: readonly LookupAddress[],
  isAllowed: (address: string) => boolean,
): LookupAddress {
  if (!found.every(({ address }) => isAllowed(address)))
    throw new RefusedAddressError('the name leads to an address that is not public');
  // Functions have no IPv6 unless they are given one.
  const chosen = found.find(({ family }) => family === 4) ?? found[0];
  if (!chosen) throw new Error('the name has no address');
  return chosen;
}
