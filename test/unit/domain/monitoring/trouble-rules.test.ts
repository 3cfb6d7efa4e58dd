import { readFileSync } from 'node:fs';
import { rules } from '#domain/monitoring/rules/index';
import { troubleKinds } from '#domain/monitoring/trouble';
import { aSlot, aTrouble, aWatched, judgedBy } from '#test/watched';
import { defaultThresholds, type RuleName } from '#vocabulary/alerts';

const enough: [RuleName, Parameters<typeof aTrouble>[1]][] = [
  ['invoice_refused', { kind: 'invoice_refused', dimension: 'all' }],
  ['pdf_failed', { kind: 'pdf_failed', dimension: 'all' }],
  ['pdf_too_large', { kind: 'pdf_too_large', dimension: 'all' }],
  ['storage_failed', { kind: 'storage_failed', dimension: 'all', count: 3 }],
  ['counters_differed', { kind: 'counters_differed', dimension: 'all' }],
  ['mail_failed', { kind: 'mail_failed', dimension: 'invoice', count: 3 }],
  ['activation_failed', { kind: 'mail_failed', dimension: 'activation', count: 3 }],
  ['member_creation_failed', { kind: 'member_creation_failed', dimension: 'all' }],
  ['webhook_endpoint_failing', { kind: 'webhook_endpoint_failing', dimension: 'we_1' }],
  ['refused_signatures', { kind: 'refused_signature', dimension: 'paypal', count: 10 }],
  ['refused_sign_ins', { kind: 'refused_sign_in', dimension: 'all', count: 100 }],
  ['early_fraud_warnings', { kind: 'early_fraud_warning', dimension: 'stripe' }],
  ['mail_reputation', { kind: 'mail_complained', dimension: 'all', count: 3 }],
  ['mail_reputation', { kind: 'mail_bounced', dimension: 'all', count: 5 }],
];

const holding = (name: RuleName, trouble: Parameters<typeof aTrouble>[1]) =>
  judgedBy(name, { troubles: [aTrouble(10, trouble)] }).filter(({ holds }) => holds);

test.each(enough)('%s opens when %j was noted, with what it is about', (name, trouble) => {
  const [found] = holding(name, trouble);
  expect(found).toMatchObject({ rule: name, clears: false });
  expect(found!.dimension).toMatch(/^[\w.:-]+$/);
});

test.each(enough.filter(([, { count = 1 } = {}]) => count > 1))(
  '%s does not open for one less than %j',
  (name, trouble) => {
    expect(holding(name, { ...trouble, count: trouble!.count! - 1 })).toEqual([]);
  },
);

test('each kind of trouble rings in exactly one rule', () => {
  for (const kind of troubleKinds) {
    const troubles = [aTrouble(5, { kind, count: 1_000, examples: ['pay_1', 'pay_2'] })];
    const ringing = rules
      .flatMap((rule) => rule.evaluate(aWatched({ troubles }), defaultThresholds))
      .filter(({ holds }) => holds);
    expect([kind, ringing.length]).toEqual([kind, 1]);
  }
});

test('what failed long ago rings no more', () => {
  const troubles = [aTrouble(65, { kind: 'pdf_failed', dimension: 'all' })];
  expect(judgedBy('pdf_failed', { troubles })).toEqual([]);
});

test('in a shop with many mails, five that come back are no bad name', () => {
  const troubles = [aTrouble(10, { kind: 'mail_bounced', dimension: 'all', count: 5 })];
  const slots = [aSlot(60, { counts: { completed: 500 } })];
  expect(judgedBy('mail_reputation', { troubles, slots })[0]).toMatchObject({
    holds: false,
    clears: true,
    evidence: { count: 5, mails: 1_000 },
  });
});

test('nothing rings where nothing has happened, nor in a quiet shop', () => {
  const evaluated = rules.flatMap((rule) => rule.evaluate(aWatched(), defaultThresholds));
  expect(evaluated.filter(({ holds }) => holds)).toEqual([]);
});

test('every rule has its section in the runbook', () => {
  const runbook = readFileSync('docs/runbook.md', 'utf8');
  const sections = [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  for (const { runbook: section } of rules) expect(sections).toContain(section);
});
