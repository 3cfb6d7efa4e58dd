import fc from 'fast-check';
import { expositionType, type Family, writeExposition } from '#contract/metrics/exposition';
import { readExposition } from '#test/exposition-reader';

const payments = (samples: { labels: Record<string, string>; value: number }[]): Family => ({
  name: 'peage_payments_total',
  help: 'Payments.',
  type: 'counter',
  samples,
});

describe('the page that a Prometheus scrapes', () => {
  test('says that it is text of version 0.0.4: a scraper refuses anything else', () => {
    expect(expositionType).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  test('is written to the letter of the format', () => {
    const page = writeExposition([
      payments([{ labels: { provider: 'stripe', currency: 'EUR' }, value: 3 }]),
      { name: 'peage_up', help: 'Answers.', type: 'gauge', samples: [{ labels: {}, value: 1 }] },
    ]);
    expect(page).toBe(
      [
        '# HELP peage_payments_total Payments.',
        '# TYPE peage_payments_total counter',
        'peage_payments_total{provider="stripe",currency="EUR"} 3',
        '# HELP peage_up Answers.',
        '# TYPE peage_up gauge',
        'peage_up 1',
        '',
      ].join('\n'),
    );
  });

  test('a label says again what was put into it, whatever its signs', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'n', '{', '}', ',', ' ', '=') }),
    );
    fc.assert(
      fc.property(nasty, nasty, fc.integer(), (text, other, value) => {
        const labels = { text, other };
        const read = readExposition(writeExposition([payments([{ labels, value }])]));
        expect(read.get('peage_payments_total')?.samples).toEqual([
          { name: 'peage_payments_total', labels, value },
        ]);
      }),
    );
  });

  test('a meaning of several lines stays one line', () => {
    const help = 'One\\two\nthree "four"';
    const page = writeExposition([{ ...payments([]), help }]);
    expect(page.split('\n')).toHaveLength(3);
    expect(readExposition(page).get('peage_payments_total')?.help).toBe(help);
  });

  test('classes of durations contain those below, and the last one all of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 }),
        fc.nat(50),
        (counts, longer) => {
          const classes = counts.map((count, index) => ({ boundSeconds: 0.1 * 2 ** index, count }));
          const page = writeExposition([
            {
              name: 'peage_wait_seconds',
              help: 'Waits.',
              type: 'histogram',
              histograms: [{ labels: { provider: 'stripe' }, classes, longer, sumSeconds: 1.5 }],
            },
          ]);
          const samples = readExposition(page).get('peage_wait_seconds')!.samples;
          const buckets = samples.filter(({ name }) => name.endsWith('_bucket'));
          const values = buckets.map(({ value }) => value);
          expect(values).toEqual(values.toSorted((a, b) => a - b));
          const bounds = buckets.map(({ labels }) => labels.le);
          expect(bounds.at(-1)).toBe('+Inf');
          const count = samples.find(({ name }) => name.endsWith('_count'))?.value;
          expect(values.at(-1)).toBe(count);
          expect(count).toBe(counts.reduce((all, one) => all + one, longer));
          expect(samples.find(({ name }) => name.endsWith('_sum'))?.value).toBe(1.5);
        },
      ),
    );
  });

  test('a series that appears twice is our own fault, and is not served', () => {
    const labels = { provider: 'stripe' };
    const twice = [
      { labels, value: 1 },
      { labels, value: 2 },
    ];
    expect(() => writeExposition([payments(twice)])).toThrow(
      new RangeError('The series peage_payments_total{provider="stripe"} appears twice'),
    );
  });

  test.each(['peage-payments', '1st', 'é', ''])('%p names no metric', (name) => {
    expect(() => writeExposition([{ ...payments([]), name }])).toThrow(RangeError);
  });

  test.each(['a-b', '1st', 'le"', ''])('%p names no label', (label) => {
    expect(() => writeExposition([payments([{ labels: { [label]: 'x' }, value: 1 }])])).toThrow(
      RangeError,
    );
  });
});
