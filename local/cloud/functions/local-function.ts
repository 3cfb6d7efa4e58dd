import { join } from 'node:path';
import type { Assembly, Resource } from '../assembly/assembly.ts';
import { functionLabel } from '../assembly/function-label.ts';
import { isJsonObject, type JsonObject, listOf } from '../assembly/json.ts';
import type { TaskRoot } from './task-root.ts';

/** What a worker needs to run a function as Lambda would. */
export type LocalFunction = {
  /** `<area>/<verb-noun>`. */
  name: string;
  functionName: string;
  arn: string;
  roleArn: string;
  region: string;
  /** The file that contains the handler, and the handler's export name. */
  modulePath: string;
  exportName: string;
  codeDirectory: string;
  /** The folder that replaces `/opt`. */
  layerDirectory: string | undefined;
  memoryMb: number;
  timeoutSeconds: number;
  /** The template's variables, resolved. */
  variables: Record<string, string>;
  logFormat: string;
  logGroup: string;
  reservedConcurrency: number | undefined;
};

/** Reads every Lambda function of the assembly, with its code unpacked as Lambda would. */
export const functionsOf = (assembly: Assembly, taskRoot: TaskRoot): LocalFunction[] =>
  assembly
    .ofType('AWS::Lambda::Function')
    .map((resource) => functionOf(resource, assembly, taskRoot));

function functionOf(resource: Resource, assembly: Assembly, { unpack }: TaskRoot): LocalFunction {
  const { properties } = resource;
  const codeDirectory = unpack(assembly.assetPath(resource));
  const layer = layerDirectoryOf(assembly, resource);
  const [file = 'index', exportName = 'handler'] = String(properties.Handler).split('.');
  const logging = isJsonObject(properties.LoggingConfig) ? properties.LoggingConfig : {};
  return {
    name: functionLabel(resource),
    functionName: resource.physicalId,
    arn: resource.arn,
    roleArn: String(properties.Role),
    region: assembly.region,
    modulePath: join(codeDirectory, `${file}.js`),
    exportName,
    codeDirectory,
    layerDirectory: layer && unpack(layer),
    // Lambda's default.
    memoryMb: Number(properties.MemorySize ?? 128),
    timeoutSeconds: Number(properties.Timeout ?? 3),
    variables: variablesOf(properties),
    logFormat: String(logging.LogFormat ?? 'Text'),
    logGroup: String(logging.LogGroup ?? `/aws/lambda/${resource.physicalId}`),
    reservedConcurrency:
      typeof properties.ReservedConcurrentExecutions === 'number'
        ? properties.ReservedConcurrentExecutions
        : undefined,
  };
}

/** Lambda merges all layers into `/opt`; a folder can only replace a single layer. */
function layerDirectoryOf(assembly: Assembly, resource: Resource): string | undefined {
  const [first, ...more] = listOf(resource.properties.Layers);
  if (first === undefined) return undefined;
  if (more.length > 0)
    console.error(`WARNING: ${resource.path} has several layers; only the first one is used here`);
  const layer = assembly.byPhysicalId(String(first)) ?? assembly.byArn(String(first));
  if (!layer) throw new Error(`${resource.path} names a layer that is not in the assembly`);
  return assembly.assetPath(layer);
}

/** The variables in a function's template. */
export function variablesOf(properties: JsonObject): Record<string, string> {
  const environment = properties.Environment;
  const variables = isJsonObject(environment) ? environment.Variables : undefined;
  if (!isJsonObject(variables)) return {};
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, String(value)]),
  );
}
