import { type RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

export type SignInProps = {
  /** Whether the pool has the groups `admin` and `finance`; roles count only in such a pool. */
  hasRoles: boolean;
  isProduction: boolean;
  removalPolicy: RemovalPolicy;
};

/**
 * A user pool and its client. It only checks credentials; the table holds for which customer and in
 * which role somebody acts. Only the shop's own roles are groups, in a pool that requires a second
 * factor for every token.
 */
export class SignIn extends Construct {
  readonly pool: cognito.UserPool;
  readonly client: cognito.UserPoolClient;

  constructor(scope: Construct, id: string, props: SignInProps) {
    super(scope, id);
    this.pool = this.createPool(props);
    if (props.hasRoles)
      for (const group of ['admin', 'finance']) this.pool.addGroup(group, { groupName: group });
    this.client = this.pool.addClient('Pages', {
      authFlows: { userSrp: true, adminUserPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      // People may change their names, but never the address that identifies them.
      writeAttributes: new cognito.ClientAttributes().withStandardAttributes({
        givenName: true,
        familyName: true,
        locale: true,
      }),
    });
  }

  private createPool({ hasRoles, isProduction, removalPolicy }: SignInProps): cognito.UserPool {
    const pool = new cognito.UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      mfa: hasRoles ? cognito.Mfa.REQUIRED : cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
      },
      deletionProtection: isProduction,
      removalPolicy,
    });
    if (!hasRoles)
      Validations.of(pool).acknowledge({
        id: 'AwsSolutions-COG2',
        reason:
          'A second factor is offered to customers, and required of admins and finance alone.',
      });
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason: 'The Plus plan is priced per person; a small shop chooses it when it wants it.',
    });
    return pool;
  }
}
