import { type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { PeopleKind } from '#vocabulary/sessions';

export type SignInProps = {
  kind: PeopleKind;
  /** The first part of the host name of the pages that ask for the password. */
  domainPrefix: string;
  isProduction: boolean;
  removalPolicy: RemovalPolicy;
};

/**
 * A user pool and the address of its pages. It only checks credentials; the table holds for which
 * customer and in which role somebody acts. Only the shop's own roles are groups, in a pool that
 * requires a second factor for every token.
 */
export class SignIn extends Construct {
  readonly kind: PeopleKind;
  readonly pool: cognito.UserPool;
  /** The address of its pages and of its token endpoint, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: SignInProps) {
    super(scope, id);
    const { kind, domainPrefix } = props;
    this.kind = kind;
    this.pool = this.createPool(props);
    if (kind === 'staff')
      for (const group of ['admin', 'finance']) this.pool.addGroup(group, { groupName: group });
    this.pool.addDomain('Pages', {
      cognitoDomain: { domainPrefix },
      managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    this.url = `https://${domainPrefix}.auth.${Stack.of(this).region}.amazoncognito.com`;
  }

  private createPool({ kind, isProduction, removalPolicy }: SignInProps): cognito.UserPool {
    const isStaff = kind === 'staff';
    const pool = new cognito.UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      // The plan of pools with managed login; Lite has the older pages, in English only.
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      mfa: isStaff ? cognito.Mfa.REQUIRED : cognito.Mfa.OPTIONAL,
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
    if (!isStaff)
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
