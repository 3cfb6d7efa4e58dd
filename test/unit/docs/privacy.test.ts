import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Fate, fates } from '#domain/erasure/fates';
import { keys } from '#stores/keys';
import { mailKeys } from '#stores/mail-keys';
import { monitoringKeys } from '#stores/monitoring-keys';
import { usageKeys } from '#stores/usage/usage-keys';
import { webhookKeys } from '#stores/webhook-keys';
import { defaultPeriods } from '#vocabulary/retention';
import { retentionConfiguration } from '../../../lib/retention-configuration.ts';

const text = readFileSync('docs/privacy.md', 'utf8');

/** What is stored, but not as a row with a key of its own. */
const elsewhere = ['file', 'document', 'rawEvents', 'logs'];

/** Partitions of rows that are named themselves. */
const partitions = [
  'findingWords',
  'inboxOf',
  'messagesOf',
  'hoursOf',
  'monthOfCounters',
  'slotsOf',
  'troublesOf',
];

test('every kind of row is in the table of what an erasure does: a new one cannot be forgotten', () => {
  const all = { ...keys, ...mailKeys, ...monitoringKeys, ...usageKeys, ...webhookKeys };
  const kinds = Object.keys(all).filter((kind) => !partitions.includes(kind));
  expect(Object.keys(fates).sort()).toEqual([...kinds, ...elsewhere].sort());
});

const lineOf = ([kind, { fate, why, basis }]: [string, Fate]): string =>
  `- \`${kind}\`: **${fate}**. ${why}${basis === undefined ? '' : ` _${basis}._`}`;

test('docs/privacy.md says the same of each', () => {
  const [, list = ''] = text.split(/<!-- fates:.*-->|<!-- end of fates -->/);
  expect(list.trim().split('\n')).toEqual((Object.entries(fates) as [string, Fate][]).map(lineOf));
});

test('what stays has a reason in law', () => {
  for (const [kind, { fate, basis }] of Object.entries(fates) as [string, Fate][])
    expect([kind, basis !== undefined]).toEqual([
      kind,
      fate === 'kept' || fate === 'pseudonymised',
    ]);
});

test('docs/privacy.md says which periods there are, as the configuration has them', () => {
  const [, list = ''] = text.split(/<!-- periods:.*-->|<!-- end of periods -->/);
  const { properties = {} } = z.toJSONSchema(retentionConfiguration);
  const lines = Object.entries(properties).map(([name, period]) => {
    const { default: preset, minimum, maximum } = period as z.core.JSONSchema.BaseSchema;
    return `- \`${name}\`: ${preset} by default, from ${minimum} to ${maximum}`;
  });
  expect(lines.length).toBeGreaterThan(0);
  expect(list.trim().split('\n')).toEqual(lines);
});

test.each([
  ['documents', { documentYears: 9 }],
  ['proofs', { proofYears: 4 }],
  ['a buyer whose bank may still dispute', { guestMonths: 18 }],
  ['an order whose uploads are still there', { unpaidDays: 20 }],
])('no period for %s is shorter than the law or the bank allows', (_, changes) => {
  expect(retentionConfiguration.safeParse({ ...defaultPeriods, ...changes }).success).toBe(false);
  expect(retentionConfiguration.parse({})).toEqual(defaultPeriods);
});
