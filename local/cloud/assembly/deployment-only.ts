import type { JsonObject } from './json.ts';

type Placed = { type: string; arn: string; properties: JsonObject };

/**
 * Leaves out what only CloudFormation calls during a deployment: the functions of custom resources,
 * and their roles. The running app never uses them.
 */
export function withoutDeploymentOnly<Resource extends Placed>(
  resources: readonly Resource[],
): Resource[] {
  const tokens = new Set<unknown>(
    resources
      .filter(({ type }) => type.startsWith('Custom::'))
      .map(({ properties }) => properties.ServiceToken),
  );
  const functions = resources.filter(({ arn }) => tokens.has(arn));
  const roles = new Set<unknown>(functions.map(({ properties }) => properties.Role));
  return resources.filter(({ arn }) => !tokens.has(arn) && !roles.has(arn));
}
