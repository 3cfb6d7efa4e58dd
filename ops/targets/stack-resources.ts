import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { FunctionName } from '../../lib/functions.ts';
import type { JobName } from '../../lib/jobs.ts';
import type { GivenUpName } from '../given-up/given-up.ts';

/** Physical ids of a stack's resources, by their names in CloudFormation's template. */
export type StackResources = {
  /** @throws Error when the stack has no such function. */
  functionNamed(name: FunctionName): string;
  /** The queue's URL. @throws Error when the stack has no such queue. */
  queueOf(job: JobName): string;
  deadLettersOf(job: JobName): string;
  /** The pool of the shop's own people. */
  staffPool(): string;
  givenUpOf(name: GivenUpName): string;
};

/** The constructs that hold given-up work without a source queue. */
const givenUpPaths: Record<GivenUpName, string> = {
  'relay-events': 'OutboxDeadLetters/Queue',
  'background-work': 'Background/Queue',
};

/** A stack has more resources than the 100 that `DescribeStackResources` returns. */
export async function stackResources(
  stackName: string,
  client = new CloudFormationClient({}),
): Promise<StackResources> {
  const found: Resource[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stackName }))
    for (const summary of page.StackResourceSummaries ?? [])
      found.push({
        type: summary.ResourceType ?? '',
        logicalId: summary.LogicalResourceId ?? '',
        physicalId: summary.PhysicalResourceId ?? '',
      });
  const physicalId = (type: string, path: string) => physicalIdIn(found, type, path, stackName);
  return {
    functionNamed: (name) => physicalId('AWS::Lambda::Function', `${name}/Function`),
    queueOf: (job) => physicalId('AWS::SQS::Queue', `Job-${job}/Queue`),
    givenUpOf: (name) => physicalId('AWS::SQS::Queue', givenUpPaths[name]),
    staffPool: () => physicalId('AWS::Cognito::UserPool', 'Staff/Pool'),
    deadLettersOf: (job) => physicalId('AWS::SQS::Queue', `Job-${job}/DeadLetters/Queue`),
  };
}

type Resource = { type: string; logicalId: string; physicalId: string };

/** CDK names `Job-send-message/Queue` `JobsendmessageQueue` plus eight digits of a hash. */
function physicalIdIn(found: Resource[], type: string, path: string, stackName: string): string {
  const wanted = new RegExp(`^${path.replaceAll(/[^A-Za-z0-9]/g, '')}[0-9A-F]{8}$`);
  const resource = found.find(
    (candidate) => candidate.type === type && wanted.test(candidate.logicalId),
  );
  if (!resource)
    throw new Error(`The stack ${stackName} has no ${path}: deploy this version first`);
  return resource.physicalId;
}
