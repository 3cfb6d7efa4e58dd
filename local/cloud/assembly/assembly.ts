import { join } from 'node:path';
import { streamLabel } from './arn-forms.ts';
import { readStacks, type Stack } from './cloud-assembly.ts';
import { withoutDeploymentOnly } from './deployment-only.ts';
import { resolve } from './intrinsics.ts';
import type { Json, JsonObject } from './json.ts';
import { replaceOrigins } from './replace-origins.ts';
import { isKnownType, resourceType } from './resource-types.ts';
import { type Place, type StackScope, scopesOf } from './stack-scope.ts';

/** A resource of a template, with every intrinsic function resolved. */
export type Resource = {
  stack: string;
  logicalId: string;
  /** Its path in the construct tree (`aws:cdk:path`). */
  path: string;
  type: string;
  properties: JsonObject;
  metadata: JsonObject;
  /** Its name; for a queue too, although `Ref` gives its URL. */
  physicalId: string;
  arn: string;
};

export type Assembly = {
  region: string;
  account: string;
  resources: readonly Resource[];
  ofType(type: string): Resource[];
  /** Finds a resource by name, or by what `Ref` returns. */
  byPhysicalId(id: string): Resource | undefined;
  /** Finds a resource by ARN; the ARN of a stream or index finds its table. */
  byArn(arn: string): Resource | undefined;
  /** The ARN of a table's stream; undefined when it has none. */
  streamArn(table: string): string | undefined;
  /** The folder with the code of a Lambda function or of a layer. */
  assetPath(resource: Resource): string;
};

export type AssemblyOptions = Place & {
  directory: string;
  /** Replacements for service origins in variables and in token issuers. */
  replaceOrigins: Record<string, string>;
};

/**
 * Reads the synthesised app as it would be deployed into one region of one account.
 *
 * Reports each type that the local cloud does not know on stderr, one line each.
 */
export function readAssembly(options: AssemblyOptions): Assembly {
  const stacks = readStacks(options.directory);
  const { region, account, gatewayUrl, apiUrl } = options;
  const scopes = scopesOf(stacks, { region, account, gatewayUrl, apiUrl });
  const all = stacks.flatMap((stack) => resourcesOf(stack, scopes.get(stack.name)!));
  const resources = withoutDeploymentOnly(all).map((resource) =>
    replaceOrigins(resource, options.replaceOrigins),
  );
  warnOfUnknownTypes(resources);
  const byId = new Map<Json, Resource>();
  for (const resource of resources) {
    byId.set(scopes.get(resource.stack)!.ref(resource.logicalId)!, resource);
    byId.set(resource.physicalId, resource);
  }
  const byArn = new Map(resources.map((resource) => [resource.arn, resource]));
  return {
    region,
    account,
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    byPhysicalId: (id) => byId.get(id),
    byArn: (arn) => byArn.get(arn) ?? byArn.get(arn.replace(/\/(stream|index)\/.*$/, '')),
    streamArn: (table) => streamArnOf(byId.get(table)),
    assetPath: (resource) => {
      const asset = resource.metadata['aws:asset:path'];
      if (typeof asset !== 'string') throw new Error(`${resource.path} carries no asset`);
      return join(options.directory, asset);
    },
  };
}

const streamArnOf = (table: Resource | undefined): string | undefined =>
  table?.properties.StreamSpecification ? `${table.arn}/stream/${streamLabel}` : undefined;

function resourcesOf({ name: stack, template }: Stack, scope: StackScope): Resource[] {
  return Object.entries(template.Resources)
    .filter(([, { Condition }]) => Condition === undefined || scope.condition(Condition))
    .map(([logicalId, { Type, Properties = {}, Metadata = {} }]) => {
      const identity = scope.identity(logicalId);
      const path = Metadata['aws:cdk:path'];
      return {
        stack,
        logicalId,
        path: typeof path === 'string' ? path : `${stack}/${logicalId}`,
        type: Type,
        properties: resolve(Properties, scope, `${stack}/${logicalId}`) as JsonObject,
        metadata: Metadata,
        physicalId: identity.name,
        arn: resourceType(Type).arn(identity),
      };
    });
}

function warnOfUnknownTypes(resources: readonly Resource[]): void {
  for (const { type, path } of resources)
    if (!isKnownType(type))
      console.error(`WARNING: ${path} is a ${type}, which the local cloud does not know: ignored`);
}
