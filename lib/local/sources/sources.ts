import type { Assembly, Resource } from '../assembly/assembly.ts';
import { isJsonObject, listOf } from '../assembly/json.ts';
import type { Credentials } from '../functions/execution-environment.ts';
import type { Lambda } from '../functions/lambda.ts';
import { awsCaller } from './aws-call.ts';
import { type EventSourceMapping, mappingsOf } from './event-source-mapping.ts';
import { QueueSource } from './queue-source.ts';
import { sqsDirectly } from './sqs-engine.ts';
import { StreamSource } from './stream-source.ts';

export type SourcesOptions = {
  lambda: Lambda;
  gatewayUrl: string;
  queuesUrl: string;
  credentialsFor: (roleArn: string) => Credentials;
  /** Whether a role may do what Lambda does unseen when it makes a mapping. */
  authorize: (roleArn: string, action: string, resource: string) => boolean;
  /** Shows failed work again after so long, not after the queue's visibility time-out. */
  retryDelaySeconds?: number;
};

type Source = { start(): void; stop(): void };
type Context = SourcesOptions & { assembly: Assembly };

/** The event source mappings at work. */
export class Sources {
  private readonly options: SourcesOptions;
  private running = new Map<string, Source[]>();

  constructor(options: SourcesOptions) {
    this.options = options;
  }

  /** Runs the assembly's mappings; one that is as it was goes on from where it has come to. */
  use(assembly: Assembly): void {
    const old = this.running;
    this.running = new Map();
    for (const mapping of mappingsOf(assembly)) {
      const name = JSON.stringify(mapping);
      const existing = old.get(name);
      old.delete(name);
      const sources = existing ?? sourceOf(mapping, { ...this.options, assembly });
      this.running.set(name, sources);
      if (!existing) for (const source of sources) source.start();
    }
    for (const source of [...old.values()].flat()) source.stop();
  }

  stop(): void {
    for (const source of [...this.running.values()].flat()) source.stop();
  }
}

function sourceOf(mapping: EventSourceMapping, options: Context): Source[] {
  const resource = options.assembly.byArn(mapping.sourceArn);
  switch (resource?.type) {
    case 'AWS::SQS::Queue':
      return [queueSource(mapping, resource, options)];
    case 'AWS::DynamoDB::Table':
      return [streamSource(mapping, resource, options)];
    default:
      console.error(`WARNING: ${mapping.path}: nothing here reads from ${mapping.sourceArn}`);
      return [];
  }
}

const queueUrlOf = ({ assembly, gatewayUrl }: Context, queue: Resource): string =>
  `${gatewayUrl}/${assembly.account}/${queue.physicalId}`;

function callerOf(mapping: EventSourceMapping, options: Context) {
  const { lambda, credentialsFor, gatewayUrl, assembly } = options;
  const { roleArn } = lambda.find(mapping.functionArn);
  const credentials = credentialsFor(roleArn);
  return { roleArn, call: awsCaller({ url: gatewayUrl, region: assembly.region, credentials }) };
}

function queueSource(mapping: EventSourceMapping, queue: Resource, options: Context) {
  const { retryDelaySeconds, lambda, assembly, queuesUrl } = options;
  const queueUrl = queueUrlOf(options, queue);
  const engine = sqsDirectly(queuesUrl, assembly.region);
  return new QueueSource({
    mapping,
    queueUrl,
    region: assembly.region,
    lambda,
    call: callerOf(mapping, options).call,
    retrySooner:
      retryDelaySeconds === undefined
        ? undefined
        : ({ ReceiptHandle }) => engine.showAgain(queueUrl, ReceiptHandle, retryDelaySeconds),
  });
}

function streamSource(mapping: EventSourceMapping, table: Resource, options: Context) {
  const { assembly, lambda, authorize, retryDelaySeconds = 60 } = options;
  const { roleArn, call } = callerOf(mapping, options);
  const mayListStreams = authorize(roleArn, 'dynamodb:ListStreams', '*');
  if (!mayListStreams)
    console.error(`WARNING: ${mapping.path}: AWS refuses a mapping without dynamodb:ListStreams`);
  const onFailure = mapping.onFailureArn && assembly.byArn(mapping.onFailureArn);
  return new StreamSource({
    mapping,
    partitionKeyName: partitionKeyNameOf(table),
    region: assembly.region,
    lambda,
    call,
    onFailureQueueUrl: onFailure ? queueUrlOf(options, onFailure) : undefined,
    retryDelayMsMax: retryDelaySeconds * 1000,
  });
}

function partitionKeyNameOf({ properties, path }: Resource): string {
  const hash = listOf(properties.KeySchema)
    .filter(isJsonObject)
    .find(({ KeyType }) => KeyType === 'HASH');
  if (!hash) throw new Error(`${path} has no partition key`);
  return String(hash.AttributeName);
}
