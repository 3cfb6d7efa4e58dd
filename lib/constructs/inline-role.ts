import { Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { Construct } from 'constructs';

export type WideStatementProps = iam.PolicyStatementProps & {
  /** Why its resources contain a wildcard. */
  wideBecause: string;
};

/** A statement whose resources contain a wildcard, with the reason for the security rules. */
export class WideStatement extends iam.PolicyStatement {
  readonly wideBecause: string;

  constructor({ wideBecause, ...props }: WideStatementProps) {
    super(props);
    this.wideBecause = wideBecause;
  }
}

export type InlineRoleProps = { service: string; description: string; conditions?: iam.Conditions };

/**
 * A role with its policies inline. CDK's own role adds a second resource for them, and a stack may
 * hold only 500.
 */
export class InlineRole extends iam.Role {
  private readonly rights: iam.PolicyDocument;

  constructor(scope: Construct, id: string, { service, description, conditions }: InlineRoleProps) {
    const rights = new iam.PolicyDocument();
    super(scope, id, {
      assumedBy: new iam.ServicePrincipal(service, { conditions }),
      description,
      inlinePolicies: { Rights: rights },
    });
    this.rights = rights;
  }

  /** CDK's own grants also call this method. */
  override addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    this.rights.addStatements(statement);
    if (statement instanceof WideStatement) this.answerFor(statement);
    return { statementAdded: true, policyDependable: this };
  }

  /** The name of another stack's resource is known only while the app is validated. */
  private answerFor({ resources, wideBecause: reason }: WideStatement): void {
    const acknowledge = () => {
      for (const resource of resources) {
        const written = flattenCfnReference(Stack.of(this).resolve(resource));
        Validations.of(this).acknowledge({ id: `AwsSolutions-IAM5[Resource::${written}]`, reason });
      }
      return [];
    };
    this.node.addValidation({ validate: acknowledge });
  }
}
