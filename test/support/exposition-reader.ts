/** A family of metrics, as a scraper reads it. */
export type ReadFamily = {
  name: string;
  help: string;
  type: string;
  samples: { name: string; labels: Record<string, string>; value: number }[];
};

const metricName = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const labelText = '(?:[^"\\\\\\n]|\\\\["\\\\n])*';
const label = `[a-zA-Z_][a-zA-Z0-9_]*="${labelText}"`;
const sample = new RegExp(`^(${metricName})(?:\\{(${label}(?:,${label})*)\\})? (\\S+)$`);

/**
 * Reads a page in Prometheus' text format 0.0.4 by its grammar, written from the specification and
 * not from our writer.
 *
 * @throws Error for the first line that a scraper would refuse.
 */
export function readExposition(page: string): Map<string, ReadFamily> {
  if (!page.endsWith('\n')) throw new Error('the last line does not end');
  const families = new Map<string, ReadFamily>();
  let family: ReadFamily | undefined;
  for (const line of page.slice(0, -1).split('\n')) {
    const help = /^# HELP (\S+) (.*)$/.exec(line);
    const type = /^# TYPE (\S+) (counter|gauge|histogram)$/.exec(line);
    if (help) family = opened(families, help[1]!, unescaped(help[2]!));
    else if (type) typed(family, type[1]!, type[2]!);
    else added(family, line);
  }
  return families;
}

function opened(families: Map<string, ReadFamily>, name: string, help: string): ReadFamily {
  if (families.has(name)) throw new Error(`${name} is in two places`);
  const family: ReadFamily = { name, help, type: '', samples: [] };
  families.set(name, family);
  return family;
}

function typed(family: ReadFamily | undefined, name: string, type: string): void {
  if (family?.name !== name || family.type) throw new Error(`TYPE ${name} is out of place`);
  family.type = type;
}

function added(family: ReadFamily | undefined, line: string): void {
  const [, name, labels = '', value] = sample.exec(line) ?? [];
  if (!family?.type || !name) throw new Error(`no sample: ${line}`);
  const endings = family.type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
  if (!endings.some((ending) => name === `${family.name}${ending}`))
    throw new Error(`${name} is not of ${family.name}`);
  family.samples.push({ name, labels: labelsIn(labels), value: numberIn(value!) });
}

function labelsIn(text: string): Record<string, string> {
  const pairs = [...text.matchAll(new RegExp(`([a-zA-Z_][a-zA-Z0-9_]*)="(${labelText})"`, 'g'))];
  return Object.fromEntries(pairs.map(([, name, value]) => [name!, unescaped(value!)]));
}

function numberIn(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  const value = Number(text);
  if (Number.isNaN(value) && text !== 'NaN') throw new Error(`no number: ${text}`);
  return value;
}

const unescaped = (text: string): string =>
  text.replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
