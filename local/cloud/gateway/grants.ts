import type { Assembly, Resource } from '../assembly/assembly.ts';
import { roleLabel } from '../assembly/function-label.ts';
import { keptGrants } from './kept-grants.ts';
import type { PolicyBook } from './policies-of-assembly.ts';
import type { Match, Right, Statement } from './policy.ts';

/** An action on a resource, as in the policy; a grant of several keys becomes one grant per key. */
type Grant = { action: string; resource: string; leadingKey?: string };

export type RoleGrants = {
  role: string;
  /** `<area>/<verb-noun>`, or the role's name when no function carries it. */
  function: string;
  used: (Grant & { count: number })[];
  denied: (Grant & { count: number })[];
  /** Granted but unused since the start; `reason` when it is kept anyway. */
  unused: (Grant & { reason?: string })[];
};

export type GrantLedger = {
  recordUse(roleArn: string, right: Right, match: Match): void;
  recordDenial(roleArn: string, right: Right): void;
  report(assembly: Assembly, book: PolicyBook): RoleGrants[];
};

type Counts = Map<string, Grant & { count: number }>;

/** Records the rights that each role used, and those that it was denied. */
export function createGrantLedger(): GrantLedger {
  const used = new Map<string, Counts>();
  const denied = new Map<string, Counts>();
  return {
    recordUse: (roleArn, right, match) => {
      for (const grant of grantsUsed(right, match)) count(used, roleArn, grant);
    },
    recordDenial: (roleArn, { action, resource, context }) => {
      const leadingKey = context[leadingKeys]?.join(', ');
      count(denied, roleArn, { action, resource, ...(leadingKey ? { leadingKey } : {}) });
    },
    report: (assembly, book) =>
      assembly.ofType('AWS::IAM::Role').map((role) => ({
        role: role.physicalId,
        function: roleLabel(assembly, role),
        used: [...(used.get(role.arn)?.values() ?? [])],
        denied: [...(denied.get(role.arn)?.values() ?? [])],
        unused: book
          .identityOf(role.arn)
          .flatMap(grantsOf)
          .filter((grant) => !used.get(role.arn)?.has(nameOf(grant)))
          .map((grant) => ({ ...grant, ...reasonOf(grant, holderOf(assembly, role)) })),
      })),
  };
}

const leadingKeys = 'dynamodb:LeadingKeys';

const nameOf = ({ action, resource, leadingKey }: Grant): string =>
  `${action} ${resource} ${leadingKey ?? ''}`;

/** A role without a function is used by an AWS service. */
const holderOf = (assembly: Assembly, role: Resource): string =>
  roleLabel(assembly, role) === role.physicalId ? 'by a service' : 'by a function';

const reasonOf = ({ action, resource }: Grant, holder: string): { reason?: string } => {
  const kind = resource.split(':').at(-1)?.split('/')[0];
  const reason =
    keptGrants[action] ?? keptGrants[`${action} ${kind}`] ?? keptGrants[`${action} ${holder}`];
  return reason ? { reason } : {};
};

function count(counts: Map<string, Counts>, roleArn: string, grant: Grant): void {
  const ofRole: Counts = counts.get(roleArn) ?? new Map();
  counts.set(roleArn, ofRole);
  const name = nameOf(grant);
  const counted = ofRole.get(name);
  if (counted) counted.count += 1;
  else ofRole.set(name, { ...grant, count: 1 });
}

const keyPatterns = (statement: Statement) =>
  statement.conditions.filter(({ key }) => key === leadingKeys).flatMap(({ patterns }) => patterns);

function grantsUsed(right: Right, { statement, action, resource }: Match): Grant[] {
  const grant = { action: action.text, resource: resource.text };
  const patterns = keyPatterns(statement);
  if (patterns.length === 0) return [grant];
  const keys = right.context[leadingKeys] ?? [];
  return patterns
    .filter((pattern) => keys.some((key) => pattern.matches(key)))
    .map(({ text }) => ({ ...grant, leadingKey: text }));
}

function grantsOf(statement: Statement): Grant[] {
  if (statement.effect === 'Deny') return [];
  const keys = keyPatterns(statement);
  return statement.actions.flatMap(({ text: action }) =>
    statement.resources.flatMap(({ text: resource }) =>
      keys.length === 0
        ? [{ action, resource }]
        : keys.map(({ text: leadingKey }) => ({ action, resource, leadingKey })),
    ),
  );
}
