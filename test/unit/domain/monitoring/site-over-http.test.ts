import type { Finding } from '#domain/monitoring/rule';
import { rules } from '#domain/monitoring/rules/index';
import { judgedBy } from '#test/watched';
import { ruleNames, severities } from '#vocabulary/alerts';

const judge = (sites: string[]): Finding[] => judgedBy('site_over_http', { sites });

test('a page without encryption is found, with its address', () => {
  expect(judge(['https://shop.example', 'http://old.example', 'http://old.example'])).toEqual([
    expect.objectContaining({
      holds: true,
      clears: false,
      severity: 'high',
      objects: ['http://old.example'],
    }),
  ]);
});

test('encrypted pages and a developer’s own machine are fine', () => {
  expect(judge(['https://shop.example', 'http://localhost:*', 'http://localhost:8080'])).toEqual([
    expect.objectContaining({ holds: false, clears: true }),
  ]);
});

test('a finding has a severity that the alert knows', () => {
  for (const { severity } of judge([])) expect(severities).toContain(severity);
});

test('every rule is judged once, and its impact fits into a subject in both languages', () => {
  expect(rules.map(({ name }) => name).sort()).toEqual([...ruleNames].sort());
  for (const { impact } of rules)
    for (const text of Object.values(impact)) expect(text.length).toBeLessThanOrEqual(120);
});
