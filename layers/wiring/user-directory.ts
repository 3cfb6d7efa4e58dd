import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { variableOf } from '#runtime/environment';
import { CognitoUserDirectory } from '#stores/cognito-user-directory';

/** Who can sign in for a customer; the shop's own people are in another pool. */
export const userDirectory = new CognitoUserDirectory(
  new CognitoIdentityProviderClient({}),
  variableOf('PEOPLE_POOL_ID'),
);
