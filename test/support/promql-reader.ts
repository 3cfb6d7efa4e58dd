/** What a query of Prometheus asks for. */
type Selector = {
  metric: string;
  matchers: { label: string; operator: string; value: string }[];
  hasRange: boolean;
};

export type Query = {
  selectors: Selector[];
  /** Labels that it groups by. */
  groups: string[];
};

const token =
  /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<word>[a-zA-Z_:][\w:]*)|(?<text>"(?:[^"\\]|\\.)*")|(?<sign>==|!=|=~|!~|>=|<=|[-+*/<>(){}[\],=])|(?<variable>\$\w+))/y;

const aggregations = new Set(['sum', 'max', 'min', 'avg', 'count']);
const functions = new Set(['rate', 'increase', 'histogram_quantile', 'clamp_min']);
const operators = new Set([
  '+',
  '-',
  '*',
  '/',
  '==',
  '!=',
  '>',
  '<',
  '>=',
  '<=',
  'and',
  'or',
  'unless',
]);

/**
 * Reads the part of PromQL that our own files use, by its grammar.
 *
 * @throws Error for anything else, so that a slip does not pass for a query.
 */
export function readQuery(text: string): Query {
  const tokens = tokensOf(text);
  const query: Query = { selectors: [], groups: [] };
  let at = 0;
  const peek = () => tokens[at];
  const take = (wanted?: string): string => {
    const found = tokens[at++];
    if (found === undefined || (wanted !== undefined && found !== wanted))
      throw new Error(`${wanted ?? 'more'} expected, ${found ?? 'nothing'} found: ${text}`);
    return found;
  };

  function expression(): void {
    operand();
    while (operators.has(peek() ?? '')) {
      take();
      operand();
    }
  }

  function operand(): void {
    const first = take();
    if (first === '(') {
      expression();
      take(')');
    } else if (aggregations.has(first)) aggregation();
    else if (peek() === '(') call(first);
    else if (/^[a-z]/.test(first)) selector(first);
    else if (!/^\d/.test(first)) throw new Error(`${first} is no operand: ${text}`);
  }

  function aggregation(): void {
    if (peek() === 'by') {
      take('by');
      take('(');
      query.groups.push(...listed(take));
    }
    take('(');
    expression();
    take(')');
  }

  function call(name: string): void {
    if (!functions.has(name)) throw new Error(`${name} is no function: ${text}`);
    take('(');
    expression();
    while (peek() === ',') {
      take(',');
      expression();
    }
    take(')');
  }

  function selector(metric: string): void {
    const matchers: Selector['matchers'] = [];
    if (peek() === '{') {
      take('{');
      do matchers.push({ label: take(), operator: take(), value: JSON.parse(take()) });
      while (take() === ',');
    }
    const hasRange = peek() === '[';
    if (hasRange) {
      take('[');
      while (take() !== ']');
    }
    query.selectors.push({ metric, matchers, hasRange });
  }

  /** Up to the closing parenthesis. */
  function listed(next: () => string): string[] {
    const names: string[] = [];
    do names.push(next());
    while (next() === ',');
    return names;
  }

  expression();
  if (at < tokens.length) throw new Error(`${peek()} is too much: ${text}`);
  return query;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== '') {
    const from = token.lastIndex;
    const found = token.exec(text);
    if (!found) throw new Error(`not PromQL: ${text.slice(from)}`);
    tokens.push(found[0].trim());
  }
  return tokens;
}
