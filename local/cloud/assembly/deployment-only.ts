import type { JsonObject } from './json.ts';

type Placed = { type: string; arn: string; properties: JsonObject };

/**
 * Leaves out what CloudFormation alone calls while it deploys: functions behind custom resources,
 * and their roles. Nothing of the running app meets them.
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
