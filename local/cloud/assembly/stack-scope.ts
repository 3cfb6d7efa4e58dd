import type { Stack } from './cloud-assembly.ts';
import { resolve, type Scope } from './intrinsics.ts';
import type { Json, JsonObject } from './json.ts';
import type { Identity, ResourceType } from './resource-type.ts';
import { resourceType } from './resource-types.ts';

export type Place = { region: string; account: string; gatewayUrl: string; apiUrl: string };

export type StackScope = Scope & { identity(logicalId: string): Identity };

/** Creates the scope of every stack; stacks see each other only through exports and outputs. */
export function scopesOf(stacks: readonly Stack[], place: Place): Map<string, StackScope> {
  const scopes = new Map<string, StackScope>();
  const outputOf = (stackName: string, name: string): Json => {
    const stack = stacks.find((candidate) => candidate.name === stackName);
    const output = stack?.template.Outputs?.[name];
    if (!output) throw new Error(`The stack ${stackName} has no output ${name}`);
    return resolve(output.Value, scopes.get(stackName)!, `${stackName}/Outputs/${name}`);
  };
  const exported = (name: string): Json => {
    for (const stack of stacks)
      for (const [id, output] of Object.entries(stack.template.Outputs ?? {}))
        if (exportName(output.Export?.Name, scopes.get(stack.name)!) === name)
          return outputOf(stack.name, id);
    throw new Error(`No stack exports ${name}`);
  };
  for (const stack of stacks)
    scopes.set(stack.name, scopeOf(stack, place, { exported, output: outputOf }));
  return scopes;
}

const exportName = (name: Json | undefined, scope: Scope): Json | undefined =>
  name === undefined || typeof name === 'string' ? name : resolve(name, scope, 'Export');

function scopeOf(
  stack: Stack,
  place: Place,
  between: Pick<Scope, 'exported' | 'output'>,
): StackScope {
  const { name, template } = stack;
  const pseudoParameters: Record<string, Json> = {
    'AWS::Region': place.region,
    'AWS::AccountId': place.account,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': name,
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.account}:stack/${name}/local`,
    'AWS::NotificationARNs': [],
  };
  const typeOf = (logicalId: string): ResourceType => {
    const resource = template.Resources[logicalId];
    if (!resource) throw new Error(`${name} has no resource ${logicalId}`);
    return resourceType(resource.Type);
  };
  const scope: StackScope = {
    ...between,
    identity: (logicalId) => {
      const { nameProperty, generate } = typeOf(logicalId);
      const properties: JsonObject = template.Resources[logicalId]!.Properties ?? {};
      const given = nameProperty && properties[nameProperty];
      return {
        ...place,
        properties,
        name: given
          ? (resolve(given, scope, `${name}/${logicalId}/${nameProperty}`) as string)
          : generate({ stack: name, logicalId, region: place.region }),
      };
    },
    ref: (wanted) => {
      if (wanted in pseudoParameters) return pseudoParameters[wanted];
      const parameter = template.Parameters?.[wanted];
      if (parameter) return parameter.Default;
      if (!(wanted in template.Resources)) return undefined;
      const identity = scope.identity(wanted);
      return typeOf(wanted).ref?.(identity) ?? identity.name;
    },
    attribute: (logicalId, attribute) => {
      const describe = typeOf(logicalId).attributes?.[attribute];
      if (describe) return describe(scope.identity(logicalId));
      const type = template.Resources[logicalId]!.Type;
      throw new Error(`${name}/${logicalId}: the attribute ${attribute} of ${type} is not known`);
    },
    condition: (wanted) => {
      const condition = template.Conditions?.[wanted];
      if (condition === undefined) throw new Error(`${name} has no condition ${wanted}`);
      return resolve(condition, scope, `${name}/Conditions/${wanted}`) === true;
    },
    mapped: (map, first, second) => {
      const value = template.Mappings?.[map]?.[first]?.[second];
      if (value !== undefined) return value;
      throw new Error(`${name}/Mappings has no ${map}.${first}.${second}`);
    },
  };
  return scope;
}
