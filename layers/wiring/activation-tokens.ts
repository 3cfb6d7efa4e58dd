import { ActivationTokens } from '#domain/access/activation-token';
import { variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';

const readKeys = secretReader(variableOf('CLIENT_TOKEN_KEY_PARAMETER'));

/** Derived from the key of client tokens, under a name of their own. */
export const activationTokens = async () => new ActivationTokens(await readKeys());
