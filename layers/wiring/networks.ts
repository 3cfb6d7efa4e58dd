import { addressSubject, isNobodys } from '#domain/access/network';
import { variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';

const readKeys = secretReader(variableOf('CLIENT_TOKEN_KEY_PARAMETER'));

/** A network as it is stored: its address hashed with the key of client tokens. */
export const networkOf = async (address: string): Promise<string | undefined> =>
  isNobodys(address) ? undefined : addressSubject(address, await readKeys());
