import type { Assembly, Resource } from '../assembly/assembly.ts';
import { isJsonObject, type JsonObject, listOf } from '../assembly/json.ts';

/** A template's event source mapping, with Lambda's defaults filled in. */
export type EventSourceMapping = {
  id: string;
  path: string;
  functionArn: string;
  sourceArn: string;
  batchSize: number;
  windowSeconds: number;
  reportsItemFailures: boolean;
  filters: string[];
  /** Queues only. */
  concurrencyMax: number | undefined;
  /** From here on, streams only. */
  startingPosition: string;
  bisects: boolean;
  retriesMax: number;
  recordAgeSecondsMax: number;
  lanes: number;
  onFailureArn: string | undefined;
};

/** Reads the assembly's enabled mappings. */
export const mappingsOf = (assembly: Assembly): EventSourceMapping[] =>
  assembly
    .ofType('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => properties.Enabled !== false)
    .map((resource) => mappingOf(assembly, resource));

function mappingOf(assembly: Assembly, { properties, physicalId, path }: Resource) {
  const target = String(properties.FunctionName);
  const functionArn = assembly.byPhysicalId(target)?.arn ?? target;
  const sourceArn = String(properties.EventSourceArn);
  const isStream = sourceArn.includes(':dynamodb:');
  const numberOr = (name: string, otherwise: number): number =>
    Number(properties[name] ?? otherwise);
  return {
    id: physicalId,
    path,
    functionArn,
    sourceArn,
    batchSize: numberOr('BatchSize', isStream ? 100 : 10),
    windowSeconds: numberOr('MaximumBatchingWindowInSeconds', 0),
    reportsItemFailures: listOf(properties.FunctionResponseTypes).includes(
      'ReportBatchItemFailures',
    ),
    filters: listOf(inner(properties, 'FilterCriteria').Filters)
      .filter(isJsonObject)
      .map(({ Pattern }) => String(Pattern)),
    concurrencyMax: optionalNumber(inner(properties, 'ScalingConfig').MaximumConcurrency),
    startingPosition: String(properties.StartingPosition ?? 'TRIM_HORIZON'),
    bisects: properties.BisectBatchOnFunctionError === true,
    // -1 means "until the record expires", for both.
    retriesMax: unlimitedIfNegative(numberOr('MaximumRetryAttempts', -1)),
    recordAgeSecondsMax: unlimitedIfNegative(numberOr('MaximumRecordAgeInSeconds', -1)),
    lanes: numberOr('ParallelizationFactor', 1),
    onFailureArn: destinationOf(properties),
  };
}

const inner = (properties: JsonObject, name: string): JsonObject => {
  const value = properties[name];
  return isJsonObject(value) ? value : {};
};

const optionalNumber = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined;

const unlimitedIfNegative = (value: number): number => (value < 0 ? Infinity : value);

function destinationOf(properties: JsonObject): string | undefined {
  const { Destination } = inner(inner(properties, 'DestinationConfig'), 'OnFailure');
  return typeof Destination === 'string' ? Destination : undefined;
}
