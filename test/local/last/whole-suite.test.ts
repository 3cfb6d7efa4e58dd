import { control, endpoints, eventually, logLines, mails } from '#test/cloud';

type Grant = { action: string; resource: string; leadingKey?: string; reason?: string };
type RoleGrants = { role: string; function: string; denied: Grant[]; unused: Grant[] };

/** What the whole suite has shown, once everything else has run. */
describe('after the whole suite', () => {
  test('no role has a right that nobody used, save what a named reason keeps', async () => {
    const roles: RoleGrants[] = await control('GET', '/grants');
    const unused = roles.flatMap(({ function: name, unused: grants }) =>
      grants
        .filter(({ reason }) => reason === undefined)
        .map(
          ({ action, resource, leadingKey = '' }) => `${name} ${action} ${resource} ${leadingKey}`,
        ),
    );
    expect(unused).toEqual([]);
  });

  test('no function was denied anything that it tried', async () => {
    const roles: RoleGrants[] = await control('GET', '/grants');
    const denied = roles.flatMap(({ function: name, denied: grants }) =>
      grants.map(({ action, resource }) => `${name} ${action} ${resource}`),
    );
    expect(denied).toEqual([]);
  });

  test('invoice numbers are 1 to n, each once', async () => {
    const numbers = await eventually(async () => {
      const notes = await mails({ to: 'admin@shop.example' });
      // Notes of refunds and disputes name no invoice.
      const found = notes.flatMap(({ body }) => {
        const [, number] = /FA-\d{4}-(\d{6})/.exec(body.text ?? '') ?? [];
        return number === undefined ? [] : [Number(number)];
      });
      const isWhole = found.length > 0 && Math.max(...found) === new Set(found).size;
      return isWhole && found;
    });
    const sorted = [...numbers].sort((a, b) => a - b);
    expect(sorted).toEqual(sorted.map((_, index) => index + 1));
  });

  test('no log line holds a person, a key or a secret', async () => {
    const lines = await logLines();
    expect(lines.length).toBeGreaterThan(100);
    const forbidden = /@example\.com|whsec_|sk_test_|ct_[\w-]{43}|_secret_|Awa Diop|Moussa Traoré/;
    expect(lines.filter((line) => forbidden.test(line))).toEqual([]);
    const keySecret = endpoints.apiKey.split('_').at(-1)!;
    expect(lines.filter((line) => line.includes(keySecret))).toEqual([]);
  });
});
