import type { Assembly, Resource } from '../assembly/assembly.ts';
import { isJsonObject, listOf } from '../assembly/json.ts';
import { compilePolicy, type Policies, type Statement } from './policy.ts';

/** The template's policies, compiled once, by the role or resource that they are attached to. */
export type PolicyBook = {
  /** All policies that affect a role's call to a resource. */
  policiesFor(roleArn: string, resourceArn: string): Policies;
  identityOf(roleArn: string): readonly Statement[];
};

export function compilePolicies(assembly: Assembly): PolicyBook {
  const identity = new Map(
    assembly.ofType('AWS::IAM::Role').map((role) => [role.arn, statementsOf(role, assembly)]),
  );
  const byResource = resourcePolicies(assembly);
  return {
    identityOf: (roleArn) => identity.get(roleArn) ?? [],
    policiesFor: (roleArn, resourceArn) => ({
      identity: identity.get(roleArn) ?? [],
      // An object's policy is that of its bucket.
      resource: byResource.get(resourceArn.replace(/(?<=^arn:aws:s3:::[^/]+)\/.*$/s, '')) ?? [],
    }),
  };
}

function statementsOf({ physicalId, path, properties }: Resource, assembly: Assembly): Statement[] {
  for (const managed of listOf(properties.ManagedPolicyArns))
    console.error(`WARNING: ${path}: the content of ${managed} is not known here: no rights of it`);
  const inline = listOf(properties.Policies).map((policy) =>
    isJsonObject(policy) ? policy.PolicyDocument : undefined,
  );
  const attached = assembly
    .ofType('AWS::IAM::Policy')
    .filter((policy) => listOf(policy.properties.Roles).includes(physicalId))
    .map((policy) => policy.properties.PolicyDocument);
  return [...inline, ...attached].flatMap(compilePolicy);
}

function resourcePolicies(assembly: Assembly): Map<string, Statement[]> {
  const all = [
    ...assembly.ofType('AWS::SQS::QueuePolicy').map(({ properties }) => ({
      ids: listOf(properties.Queues),
      document: properties.PolicyDocument,
    })),
    ...assembly.ofType('AWS::S3::BucketPolicy').map(({ properties }) => ({
      ids: listOf(properties.Bucket),
      document: properties.PolicyDocument,
    })),
  ];
  const byResource = new Map<string, Statement[]>();
  for (const { ids, document } of all)
    for (const id of ids) {
      const { arn } = assembly.byPhysicalId(String(id))!;
      byResource.set(arn, [...(byResource.get(arn) ?? []), ...compilePolicy(document)]);
    }
  return byResource;
}
