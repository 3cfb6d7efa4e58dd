import { isJsonObject, type Json, type JsonObject, listOf } from '../assembly/json.ts';
import { type Condition, type Context, compileConditions } from './condition.ts';
import { compilePattern, type Pattern } from './wildcard.ts';

/** One action that a call needs. */
export type Right = { action: string; resource: string; context: Context };

export type Statement = {
  effect: 'Allow' | 'Deny';
  actions: readonly Pattern[];
  resources: readonly Pattern[];
  conditions: readonly Condition[];
  isFor(roleArn: string): boolean;
};

/** Compiles the statements of a policy document. */
export function compilePolicy(document: Json | undefined): Statement[] {
  if (!isJsonObject(document)) return [];
  return listOf(document.Statement).map((statement) => compileStatement(statement as JsonObject));
}

function compileStatement(statement: JsonObject): Statement {
  for (const element of ['NotAction', 'NotResource', 'NotPrincipal'])
    if (element in statement) throw new Error(`${element} is not supported by the local cloud`);
  const texts = (value: Json | undefined) => listOf(value).map(String);
  return {
    effect: statement.Effect as Statement['effect'],
    actions: texts(statement.Action).map((text) => compilePattern(text, { ignoreCase: true })),
    resources: texts(statement.Resource).map((text) => compilePattern(text)),
    conditions: compileConditions(statement.Condition),
    isFor: compilePrincipal(statement.Principal),
  };
}

/** A role's policy has no principal: it applies to whoever has the role. */
function compilePrincipal(principal: Json | undefined): (roleArn: string) => boolean {
  if (principal === undefined || principal === '*') return () => true;
  const accepted = new Set(isJsonObject(principal) ? listOf(principal.AWS) : []);
  return (roleArn) => accepted.has('*') || accepted.has(roleArn);
}

/** The deciding statement, and its matching texts. */
export type Match = { statement: Statement; action: Pattern; resource: Pattern };

export type Denial =
  | 'no identity-based policy allows the'
  | 'with an explicit deny in an identity-based policy'
  | 'with an explicit deny in a resource-based policy';

export type Decision = { allowed: Match } | { denied: Denial };

export type Policies = { identity: readonly Statement[]; resource: readonly Statement[] };

/**
 * Decides as IAM does within one account: any deny wins; otherwise one allow is enough, from the
 * role's or the resource's policies.
 */
export function decide(right: Right, roleArn: string, policies: Policies): Decision {
  const matching = (statements: readonly Statement[], effect: Statement['effect']) =>
    firstMatch(statements, effect, right, roleArn);
  if (matching(policies.identity, 'Deny'))
    return { denied: 'with an explicit deny in an identity-based policy' };
  if (matching(policies.resource, 'Deny'))
    return { denied: 'with an explicit deny in a resource-based policy' };
  const allowed = matching(policies.identity, 'Allow') ?? matching(policies.resource, 'Allow');
  return allowed ? { allowed } : { denied: 'no identity-based policy allows the' };
}

function firstMatch(
  statements: readonly Statement[],
  effect: Statement['effect'],
  right: Right,
  roleArn: string,
): Match | undefined {
  for (const statement of statements) {
    if (statement.effect !== effect || !statement.isFor(roleArn)) continue;
    const action = statement.actions.find((pattern) => pattern.matches(right.action));
    if (!action) continue;
    const resource = statement.resources.find((pattern) => pattern.matches(right.resource));
    if (!resource) continue;
    if (statement.conditions.every((condition) => condition.holds(right.context)))
      return { statement, action, resource };
  }
  return undefined;
}
