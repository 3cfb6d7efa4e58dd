import type { Assembly } from '../assembly/assembly.ts';
import { roleLabel } from '../assembly/function-label.ts';
import { createGrantLedger, type RoleGrants } from './grants.ts';
import { compilePolicies, type PolicyBook } from './policies-of-assembly.ts';
import { type Denial, decide, type Right } from './policy.ts';
import { accessDenied, type Protocol } from './wire-error.ts';

export type Authorization = {
  /** @throws WireError with AWS's text when a right is missing. */
  demand(roleArn: string, rights: readonly Right[], protocol: Protocol): void;
  /** Checks without recording a use or a denial. */
  may(roleArn: string, right: Right): boolean;
  label(roleArn: string): string;
  grants(): RoleGrants[];
};

/** Enforces the template's policies; compiles them again when the assembly changes. */
export function createAuthorization(assembly: () => Assembly): Authorization {
  const ledger = createGrantLedger();
  const compiled = compiledOf(assembly);
  const decisionOn = (roleArn: string, right: Right) =>
    decide(secured(right), roleArn, compiled().book.policiesFor(roleArn, right.resource));
  return {
    demand: (roleArn, rights, protocol) => {
      for (const right of rights) {
        const decision = decisionOn(roleArn, right);
        if ('allowed' in decision) {
          ledger.recordUse(roleArn, right, decision.allowed);
          continue;
        }
        ledger.recordDenial(roleArn, right);
        throw accessDenied(protocol, wording(roleArn, label(roleArn), right, decision.denied));
      }
    },
    may: (roleArn, right) => 'allowed' in decisionOn(roleArn, right),
    label,
    grants: () => ledger.report(assembly(), compiled().book),
  };

  function label(roleArn: string): string {
    const { labels } = compiled();
    return labels.get(roleArn) ?? roleArn;
  }
}

function compiledOf(readAssembly: () => Assembly) {
  let current: { assembly: Assembly; book: PolicyBook; labels: Map<string, string> } | undefined;
  return () => {
    const assembly = readAssembly();
    if (current?.assembly !== assembly) {
      const roles = assembly.ofType('AWS::IAM::Role');
      const labels = new Map(roles.map((role) => [role.arn, roleLabel(assembly, role)]));
      current = { assembly, book: compilePolicies(assembly), labels };
    }
    return current;
  };
}

/** On AWS TLS ends here, so every call through the gateway counts as made by TLS. */
const secured = (right: Right): Right => ({
  ...right,
  context: { ...right.context, 'aws:SecureTransport': ['true'] },
});

function wording(roleArn: string, label: string, right: Right, denial: Denial): string {
  const [, account, role] = /^arn:aws:iam::(\d+):role\/(.+)$/.exec(roleArn) ?? [];
  const user = `arn:aws:sts::${account}:assumed-role/${role}/${label.replaceAll('/', '-')}`;
  const reason =
    denial === 'no identity-based policy allows the'
      ? `because ${denial} ${right.action} action`
      : denial;
  return `User: ${user} is not authorized to perform: ${right.action} on resource: ${right.resource} ${reason}`;
}
