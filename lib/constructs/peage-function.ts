import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import { InlineRole, WideStatement } from './inline-role.ts';

export type PeageFunctionProps = {
  /** `<area>/<verb-noun>` below `functions/`. */
  name: string;
  /** Needed only where another stack must know it in advance; CloudFormation generates one otherwise. */
  physicalName?: string;
  code: lambda.Code;
  timeoutSeconds: number;
  memoryMb: number;
  environment: Record<string, string>;
  /** Everything that the function may do, except logging. */
  rights: iam.PolicyStatement[];
  layers?: lambda.ILayerVersion[];
  removalPolicy: RemovalPolicy;
};

/** One Lambda function with its own role, log group and bundle. */
export class PeageFunction extends Construct {
  readonly lambda: lambda.Function;
  readonly role: InlineRole;

  constructor(scope: Construct, id: string, props: PeageFunctionProps) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: props.removalPolicy,
    });
    this.role = new InlineRole(this, 'Role', {
      service: 'lambda.amazonaws.com',
      description: `Permissions of ${props.name}`,
    });
    this.allow(
      new WideStatement({
        sid: 'WriteLogs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
        wideBecause:
          'The ARN of a log group ends in ":*", which stands for the streams of this one group.',
      }),
    );
    for (const right of props.rights) this.allow(right);

    this.lambda = new lambda.Function(this, 'Function', {
      functionName: props.physicalName,
      description: props.name,
      code: props.code,
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      timeout: Duration.seconds(props.timeoutSeconds),
      memorySize: props.memoryMb,
      role: this.role.withoutPolicyUpdates(),
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      // Lambda's own lines about every start and end would be half of what is paid for logs.
      systemLogLevelV2: lambda.SystemLogLevel.WARN,
      layers: props.layers,
      environment: {
        POWERTOOLS_SERVICE_NAME: props.name,
        ...props.environment,
      },
    });
  }

  allow(statement: iam.PolicyStatement): void {
    this.role.addToPrincipalPolicy(statement);
  }

  /**
   * For asynchronous invocations: Lambda retries a failed event after one minute and after two more,
   * and a throttled one for `worthTryingFor`; without a destination it would then drop the event.
   */
  setAsideWhatFails(deadLetters: DeadLetters, worthTryingFor: Duration): void {
    this.allow(deadLetters.rightToSetAside());
    this.lambda.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: worthTryingFor,
      onFailure: new SqsDestination(deadLetters.queue),
    });
  }
}
