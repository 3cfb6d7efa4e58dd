import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Brand } from '#vocabulary/brand';
import { signInCallback, siteHome } from '#vocabulary/paths';
import { sessionLives } from '#vocabulary/sessions';
import type { SignIn } from './sign-in.ts';
import { signInStyle } from './sign-in-style.ts';

export type SignInClientProps = {
  signIn: SignIn;
  /** Where people open the pages, without a trailing slash. */
  siteUrl: string;
  brand: Brand;
};

/** Two tabs may send the same refresh token; the second one gets its answer within this time. */
const rotationGrace = Duration.minutes(1);

/**
 * The client of a user pool: our own functions, which change a code into cookies. It stands beside
 * the API, whose address it sends people back to. It has no secret: the code is worth nothing
 * without the verifier in the same browser.
 */
export class SignInClient extends Construct {
  readonly signIn: SignIn;
  readonly clientId: string;

  constructor(scope: Construct, id: string, { signIn, siteUrl, brand }: SignInClientProps) {
    super(scope, id);
    this.signIn = signIn;
    const { kind, pool } = signIn;
    const { tokenMinutes, refreshHours } = sessionLives[kind];
    const client = new cognito.UserPoolClient(this, 'Client', {
      userPool: pool,
      // By password only for who has AWS credentials; people use the pages.
      authFlows: { userSrp: true, adminUserPassword: true },
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE],
        callbackUrls: [`${siteUrl}${signInCallback}`],
        logoutUrls: [`${siteUrl}${siteHome}`],
      },
      supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
      idTokenValidity: Duration.minutes(tokenMinutes),
      accessTokenValidity: Duration.minutes(tokenMinutes),
      refreshTokenValidity: Duration.hours(refreshHours),
      refreshTokenRotationGracePeriod: rotationGrace,
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
      // People may change their names, but never the address that identifies them.
      writeAttributes: new cognito.ClientAttributes().withStandardAttributes({
        givenName: true,
        familyName: true,
        locale: true,
      }),
    });
    this.clientId = client.userPoolClientId;
    // Managed login answers 403 to a client that has no style.
    new cognito.CfnManagedLoginBranding(this, 'Style', {
      userPoolId: pool.userPoolId,
      clientId: this.clientId,
      useCognitoProvidedValues: false,
      ...signInStyle(brand),
    });
  }
}
