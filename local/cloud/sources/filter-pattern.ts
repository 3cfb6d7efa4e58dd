/** A pattern of EventBridge's language, as event source mappings use it. */
type Pattern = { [field: string]: Pattern | Rule[] };
type Rule = string | number | boolean | null | { [operator: string]: unknown };

/** Returns whether an event matches at least one of the patterns; without any, all match. */
export function filterOf(patterns: readonly string[]): (event: unknown) => boolean {
  const parsed = patterns.map((pattern) => JSON.parse(pattern) as Pattern);
  return (event) => parsed.length === 0 || parsed.some((pattern) => matches(pattern, event));
}

function matches(pattern: Pattern, value: unknown): boolean {
  return Object.entries(pattern).every(([field, inner]) => {
    if (field === '$or')
      return (inner as unknown as Pattern[]).some((choice) => matches(choice, value));
    const actual = isObject(value) ? value[field] : undefined;
    return Array.isArray(inner)
      ? inner.some((rule) => satisfies(rule, actual))
      : matches(inner, actual);
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list satisfies a rule when one of its items does. */
function satisfies(rule: Rule, actual: unknown): boolean {
  if (isObject(rule) && 'exists' in rule) return (actual !== undefined) === rule.exists;
  if (Array.isArray(actual)) return actual.some((item) => satisfies(rule, item));
  if (!isObject(rule)) return actual === rule;
  return Object.entries(rule).every(([operator, operand]) => holds(operator, operand, actual));
}

function holds(operator: string, operand: unknown, actual: unknown): boolean {
  switch (operator) {
    case 'prefix':
      return typeof actual === 'string' && actual.startsWith(String(operand));
    case 'suffix':
      return typeof actual === 'string' && actual.endsWith(String(operand));
    case 'equals-ignore-case':
      return typeof actual === 'string' && actual.toLowerCase() === String(operand).toLowerCase();
    case 'anything-but':
      return actual !== undefined && !isAmong(operand, actual);
    case 'numeric':
      return typeof actual === 'number' && isWithin(operand as (string | number)[], actual);
    default:
      throw new Error(`The filter pattern's operator "${operator}" is not known here`);
  }
}

const isAmong = (operand: unknown, actual: unknown): boolean =>
  [operand].flat().some((rule) => satisfies(rule as Rule, actual));

const comparisons: Record<string, (actual: number, bound: number) => boolean> = {
  '=': (actual, bound) => actual === bound,
  '<': (actual, bound) => actual < bound,
  '<=': (actual, bound) => actual <= bound,
  '>': (actual, bound) => actual > bound,
  '>=': (actual, bound) => actual >= bound,
};

/** `['>', 0, '<=', 5]`: every pair must hold. */
function isWithin(bounds: (string | number)[], actual: number): boolean {
  for (let index = 0; index < bounds.length; index += 2)
    if (!comparisons[String(bounds[index])]?.(actual, Number(bounds[index + 1]))) return false;
  return true;
}
