import type { Assembly, Resource } from '../assembly/assembly.ts';
import { isJsonObject, listOf } from '../assembly/json.ts';
import type { Credentials } from '../functions/execution-environment.ts';
import type { Lambda } from '../functions/lambda.ts';
import type { TableWrites } from '../gateway/table-writes.ts';
import { awsCaller } from './aws-call.ts';
import type { Destinations } from './destinations.ts';
import { type EventSourceMapping, mappingsOf } from './event-source-mapping.ts';
import { QueueSource } from './queue-source.ts';
import { sqsDirectly } from './sqs-engine.ts';
import { StreamSource } from './stream-source.ts';

export type SourcesOptions = {
  lambda: Lambda;
  gatewayUrl: string;
  queuesUrl: string;
  credentialsFor: (roleArn: string) => Credentials;
  /** Whether a role has the rights that Lambda checks when it creates a mapping. */
  authorize: (roleArn: string, action: string, resource: string) => boolean;
  destinations: Destinations;
  writes: TableWrites;
  /** Retries failed work after this time instead of the queue's visibility time-out. */
  retryDelaySeconds?: number;
};

type Source = { start(): void; stop(): void };
type Context = SourcesOptions & { assembly: Assembly };

/** The running event source mappings. */
export class Sources {
  private readonly options: SourcesOptions;
  private running = new Map<string, Source[]>();

  constructor(options: SourcesOptions) {
    this.options = options;
  }

  /** Runs the assembly's mappings; an unchanged mapping continues where it is. */
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
  const { assembly, lambda, destinations, retryDelaySeconds = 60 } = options;
  const { roleArn, call } = callerOf(mapping, options);
  warnOfMissingRights(mapping, roleArn, options);
  const { onFailureArn } = mapping;
  return new StreamSource({
    mapping,
    partitionKeyName: partitionKeyNameOf(table),
    region: assembly.region,
    lambda,
    call,
    setAside: async (parcel) => {
      if (onFailureArn) await destinations.send(roleArn, onFailureArn, parcel);
    },
    retryDelayMsMax: retryDelaySeconds * 1000,
    writes: options.writes.to(mapping.sourceArn),
  });
}

/** Rights that AWS only checks when the mapping is created. */
function warnOfMissingRights(
  { path, onFailureArn }: EventSourceMapping,
  roleArn: string,
  { assembly, authorize }: Context,
): void {
  const isBucket = onFailureArn && assembly.byArn(onFailureArn)?.type === 'AWS::S3::Bucket';
  const rights = [
    ['dynamodb:ListStreams', '*'],
    ...(isBucket ? [['s3:ListBucket', onFailureArn] as const] : []),
  ] as const;
  for (const [action, resource] of rights)
    if (!authorize(roleArn, action, resource))
      console.error(`WARNING: ${path}: AWS refuses a mapping without ${action}`);
}

function partitionKeyNameOf({ properties, path }: Resource): string {
  const hash = listOf(properties.KeySchema)
    .filter(isJsonObject)
    .find(({ KeyType }) => KeyType === 'HASH');
  if (!hash) throw new Error(`${path} has no partition key`);
  return String(hash.AttributeName);
}
