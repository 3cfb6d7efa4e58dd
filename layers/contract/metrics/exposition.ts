/**
 * Prometheus' text format 0.0.4, which every version reads. Prometheus 3 refuses an answer whose
 * content type is another one.
 */
export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

export type Labels = Readonly<Record<string, string>>;

type Sample = { labels: Labels; value: number };

/** How long something took, by class of duration. */
export type Histogram = {
  labels: Labels;
  /** Ascending: the upper bound in seconds, inclusive, and how many were in this class alone. */
  classes: readonly { boundSeconds: number; count: number }[];
  /** How many took longer than the last bound. */
  longer: number;
  sumSeconds: number;
};

/** All samples of one name: the format wants them together, below what they mean. */
export type Family = { name: string; help: string } & (
  | { type: 'counter' | 'gauge'; samples: readonly Sample[] }
  | { type: 'histogram'; histograms: readonly Histogram[] }
);

/**
 * Writes families as a page to scrape. Samples have no times of their own: those would hide from
 * Prometheus that a series has ended.
 *
 * @throws RangeError for a name that the format does not allow, or a series that appears twice.
 */
export function writeExposition(families: readonly Family[]): string {
  const lines = families.flatMap((family) => [
    `# HELP ${checkedName(family.name)} ${escapedHelp(family.help)}`,
    `# TYPE ${family.name} ${family.type}`,
    ...samplesOf(family),
  ]);
  const twice = firstRepeated(lines.filter((line) => !line.startsWith('#')).map(seriesOf));
  if (twice) throw new RangeError(`The series ${twice} appears twice`);
  return `${lines.join('\n')}\n`;
}

const samplesOf = (family: Family): string[] =>
  family.type === 'histogram'
    ? family.histograms.flatMap((histogram) => histogramLines(family.name, histogram))
    : family.samples.map(({ labels, value }) => line(family.name, labels, value));

/** Each class contains those below it, and the last one everything. */
function histogramLines(name: string, { labels, classes, longer, sumSeconds }: Histogram) {
  let count = 0;
  const buckets = classes.map(({ boundSeconds, count: own }) => {
    count += own;
    return line(`${name}_bucket`, { ...labels, le: number(boundSeconds) }, count);
  });
  count += longer;
  return [
    ...buckets,
    line(`${name}_bucket`, { ...labels, le: '+Inf' }, count),
    line(`${name}_sum`, labels, sumSeconds),
    line(`${name}_count`, labels, count),
  ];
}

function line(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(
    ([label, text]) => `${checkedLabel(label)}="${escapedValue(text)}"`,
  );
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${number(value)}`;
}

const number = (value: number): string => {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  return value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value);
};

const escapedHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

const escapedValue = (text: string): string => escapedHelp(text).replaceAll('"', '\\"');

/** A sample without its value: only the value may contain no space, so it is what follows the last. */
const seriesOf = (sample: string): string => sample.slice(0, sample.lastIndexOf(' '));

const firstRepeated = (series: readonly string[]): string | undefined => {
  const seen = new Set<string>();
  return series.find((one) => seen.size === seen.add(one).size);
};

function checkedName(name: string): string {
  if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name)) throw new RangeError(`${name} names no metric`);
  return name;
}

function checkedLabel(label: string): string {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)) throw new RangeError(`${label} names no label`);
  return label;
}
