import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { pageOf } from '#contract/metrics/page';
import { scopes } from '#domain/access/caller';
import { sumOf } from '#domain/monitoring/counters';
import { type ReadFamily, readExposition } from '#test/exposition-reader';
import { readQuery } from '#test/promql-reader';
import { routes } from '../../../lib/routes.ts';
import { aBusinessMonth } from '../../contracts/business-store.ts';

const read = (file: string): string => readFileSync(`docs/monitoring/${file}`, 'utf8');

/** What a new shop shows that offers everything: without any payment, all families are there. */
const families = readExposition(
  pageOf({
    totals: sumOf([]),
    offered: ['stripe#card#EUR', 'cinetpay#mobile_money#XOF'],
    queues: [{ queue: 'settle-payment', waiting: 0, inFlight: 0 }],
    deadLetters: [{ queue: 'background-work', waiting: 0, inFlight: 0 }],
    alerts: [],
    business: [aBusinessMonth()],
  }),
);

/** `up` is Prometheus's own. */
const familyOf = (metric: string): ReadFamily | undefined =>
  metric === 'up'
    ? {
        name: 'up',
        help: '',
        type: 'gauge',
        samples: [{ name: 'up', labels: { job: 'peage' }, value: 1 }],
      }
    : [...families.values()].find(({ name, samples }) =>
        [name, ...samples.map((sample) => sample.name)].includes(metric),
      );

/** What of a query no scrape will ever show. */
function faultsOf(text: string): string[] {
  const { selectors, groups } = readQuery(text);
  const faults = selectors.flatMap(({ metric, matchers, hasRange }) => {
    const family = familyOf(metric);
    if (!family || (family.type === 'histogram' && family.name === metric)) return [metric];
    const samples = family.samples.filter(({ name }) => name === metric);
    const isRate = family.type !== 'gauge';
    return [
      ...(isRate === hasRange ? [] : [`${metric} is a ${family.type}`]),
      ...matchers
        .filter(
          ({ label, operator, value }) =>
            !samples.some(({ labels }) => matches(labels[label], operator, value)),
        )
        .map(({ label, operator, value }) => `${metric}{${label}${operator}"${value}"}`),
    ];
  });
  const labels = selectors.map(({ metric }) =>
    Object.keys(familyOf(metric)?.samples[0]?.labels ?? {}),
  );
  const unknown = groups.filter((label) => !labels.flat().includes(label));
  return [...faults, ...unknown.map((label) => `by (${label})`)];
}

/** A variable of Grafana stands for any value. */
const matches = (label: string | undefined, operator: string, value: string): boolean =>
  label !== undefined &&
  (operator === '='
    ? label === value
    : value.startsWith('$') || new RegExp(`^(${value})$`).test(label));

type Panel = { title: string; targets: { expr: string; legendFormat: string }[] };
const dashboard = JSON.parse(read('grafana-dashboard.json')) as {
  panels: Panel[];
  templating: { list: { query: string }[] };
};

type AlertRule = { alert: string; expr: string; annotations: Record<string, string> };
const { groups } = parse(read('peage-alerts.yml')) as { groups: { rules: AlertRule[] }[] };
const rules = groups.flatMap((group) => group.rules);

describe('the checker', () => {
  test('does not accept everything', () => {
    expect(faultsOf('sum(rate(peage_payment_total[5m]))')).toEqual(['peage_payment_total']);
    expect(faultsOf('rate(peage_payments_total{state="failed"}[5m])')).toHaveLength(1);
    expect(faultsOf('rate(peage_payments_total{status="lost"}[5m])')).toHaveLength(1);
    expect(faultsOf('sum by (customer) (peage_queue_depth)')).toEqual(['by (customer)']);
    expect(faultsOf('peage_payments_total')).toEqual(['peage_payments_total is a counter']);
    expect(faultsOf('rate(peage_settling_seconds_bucket{le="3"}[5m])')).toHaveLength(1);
  });

  test.each(['sum(', 'sum(a))', 'a b', 'median(a[5m])', 'a{b="c}', '> 5'])(
    '%s is no query',
    (text) => {
      expect(() => readQuery(text)).toThrow();
    },
  );
});

test.each(rules)('the alert rule $alert asks for what a scrape shows', ({ expr, annotations }) => {
  expect(faultsOf(expr)).toEqual([]);
  const [, anchor = ''] = /^docs\/runbook\.md#([\w-]+)/.exec(annotations.runbook ?? '') ?? [];
  const headings = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^#+ (.*)$/gm)].map(
    ([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
  );
  expect(headings.some((heading) => heading.startsWith(anchor))).toBe(true);
  expect(annotations.summary).toMatch(/\.$/);
});

test.each(dashboard.panels)('the panel “$title” asks for what a scrape shows', ({ targets }) => {
  expect(targets.length).toBeGreaterThan(0);
  for (const { expr, legendFormat } of targets) {
    expect(faultsOf(expr.replaceAll('$__rate_interval', '5m'))).toEqual([]);
    const { groups: shown, selectors } = readQuery(expr.replaceAll('$__rate_interval', '5m'));
    const labels =
      shown.length > 0 ? shown : Object.keys(familyOf(selectors[0]!.metric)!.samples[0]!.labels);
    for (const [, label] of legendFormat.matchAll(/\{\{(\w+)\}\}/g))
      expect(labels).toContain(label);
  }
});

test('every metric has its place on the dashboard, and its line in the guide', () => {
  const asked = dashboard.panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr }) =>
      readQuery(expr).selectors.map(({ metric }) => familyOf(metric)?.name),
    ),
  );
  expect([...families.keys()].filter((name) => !asked.includes(name))).toEqual([]);
  const guide = read('README.md');
  expect([...families.keys()].filter((name) => !guide.includes(`\`${name}`))).toEqual([]);
});

test('the variables of the dashboard are labels', () => {
  const [, { query } = { query: '' }] = dashboard.templating.list;
  const [, metric, label] = /^label_values\((\w+), (\w+)\)$/.exec(query) ?? [];
  expect(Object.keys(familyOf(metric!)!.samples[0]!.labels)).toContain(label);
});

test('the scraper is sent to the route, by a key with the right scope', () => {
  const { scrape_configs: jobs, rule_files: files } = parse(read('prometheus.yml'));
  expect(jobs[0].http_headers).toHaveProperty('x-api-key');
  expect(routes.map(({ path }) => path)).toContain(jobs[0].metrics_path);
  expect(files).toEqual(['peage-alerts.yml']);
  expect(scopes).toContain('metrics:read');
});
