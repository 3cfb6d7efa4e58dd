import { checkQuotas } from '../../../ops/check/quotas.ts';

const verdicts = (quotas: Parameters<typeof checkQuotas>[0]) =>
  checkQuotas(quotas).map(({ about, verdict }) => `${about}: ${verdict}`);

describe('the quotas of the account [A8]', () => {
  test('of a new account are named, each with the command that raises it', () => {
    const findings = checkQuotas({ lambdaConcurrency: 10, mailsPerDay: 200 });
    expect(findings.map(({ verdict }) => verdict)).toEqual(['wrong', 'note', 'note']);
    for (const { says } of findings) expect(says).toContain('aws ');
    expect(findings[0]?.says).toContain('--quota-code L-B99A9384');
  });

  test('of a grown account are in order', () => {
    expect(verdicts({ lambdaConcurrency: 1_000, mailsPerDay: 50_000 })).toEqual([
      'Lambda quota: ok',
      'SES quota: ok',
      'SSM quota: note',
    ]);
  });

  test('that the credentials may not read, and those of a local cloud, are not reported', () => {
    expect(verdicts({})).toEqual(['Lambda quota: note', 'SES quota: note', 'SSM quota: note']);
    expect(verdicts(undefined)).toEqual(['quotas: note']);
  });
});
