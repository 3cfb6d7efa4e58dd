import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { FunctionName } from '../../lib/functions.ts';
import type { JobName } from '../../lib/jobs.ts';
import type { GivenUpName } from '../given-up/given-up.ts';

/** Physical ids of a stack's resources, by the names that CloudFormation's template gives them. */
export type StackResources = {
  /** @throws Error when the stack has none of that name. */
  functionNamed(name: FunctionName): string;
  /** Its address. @throws Error when the stack has none of that name. */
  queueOf(job: JobName): string;
  deadLettersOf(job: JobName): string;
  givenUpOf(name: GivenUpName): string;
};

/** The constructs that hold what was given up outside of queues. */
const givenUpPaths: Record<GivenUpName, string> = {
  'relay-events': 'OutboxDeadLetters/Queue',
  'background-work': 'Background/Queue',
};

/** A stack has more resources than `DescribeStackResources` tells of, which are 100. */
export async function stackResources(
  stackName: string,
  client = new CloudFormationClient({}),
): Promise<StackResources> {
  const found: Resource[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stackName }))
    for (const one of page.StackResourceSummaries ?? [])
      found.push({
        type: one.ResourceType ?? '',
        logicalId: one.LogicalResourceId ?? '',
        physicalId: one.PhysicalResourceId ?? '',
      });
  const physicalId = (type: string, path: string) => physicalIdIn(found, type, path, stackName);
  return {
    functionNamed: (name) => physicalId('AWS::Lambda::Function', `${name}/Function`),
    queueOf: (job) => physicalId('AWS::SQS::Queue', `Job-${job}/Queue`),
    givenUpOf: (name) => physicalId('AWS::SQS::Queue', givenUpPaths[name]),
    deadLettersOf: (job) => physicalId('AWS::SQS::Queue', `Job-${job}/DeadLetters/Queue`),
  };
}

type Resource = { type: string; logicalId: string; physicalId: string };

/** CDK calls `Job-send-message/Queue` `JobsendmessageQueue` and eight digits of a hash. */
function physicalIdIn(found: Resource[], type: string, path: string, stackName: string): string {
  const wanted = new RegExp(`^${path.replaceAll(/[^A-Za-z0-9]/g, '')}[0-9A-F]{8}$`);
  const resource = found.find((one) => one.type === type && wanted.test(one.logicalId));
  if (!resource)
    throw new Error(`The stack ${stackName} has no ${path}: deploy this version first`);
  return resource.physicalId;
}
