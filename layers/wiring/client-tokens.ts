import { clientTokensFrom } from '#runtime/client-tokens';
import { variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';

export const clientTokens = clientTokensFrom(
  secretReader(variableOf('CLIENT_TOKEN_KEY_PARAMETER')),
);
