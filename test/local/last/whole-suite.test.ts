import {
  apiKeyOf,
  askControl,
  cloudDirectories,
  everyMailOf,
  linesOf,
  mailsOf,
  othersAreDone,
} from '#test/all-clouds';
import { eventually } from '#test/cloud';

type RoleGrants = { function: string; denied: { action: string; resource: string }[] };

/** What the whole suite has shown, once everything else has run. */
describe('after the whole suite', () => {
  beforeAll(othersAreDone, 300_000);

  const grantsOf = async (cloud: string): Promise<RoleGrants[]> => askControl(cloud, '/grants');

  describe.each(cloudDirectories)('in %s', (cloud) => {
    test('no function was denied anything it tried', async () => {
      const denied = (await grantsOf(cloud)).flatMap(({ function: name, denied: grants }) =>
        grants.map(({ action, resource }) => `${name} ${action} ${resource}`),
      );
      expect(denied).toEqual([]);
    });

    test('invoice numbers are 1 to n in each series, each on one invoice, each published once', async () => {
      const generated = await eventually(async () => {
        const lines = await linesOf(cloud);
        const found = lines.flatMap((line) =>
          line.includes('invoice generated') ? [numbered(line)] : [],
        );
        const series = [...Map.groupBy(found, (invoice) => invoice.series).values()];
        return found.length > 0 && series.every(isWithoutGap) && found;
      });
      const invoices = Map.groupBy(generated, ({ series, number }) => `${series}-${number}`);
      for (const [number, lines] of invoices)
        expect([number, new Set(lines.map(({ invoiceId }) => invoiceId)).size]).toEqual([
          number,
          1,
        ]);
      // Digests are of a test's own making: of a past hour, whose news were told before.
      const notes = (await mailsOf(cloud, 'admin@shop.example')).filter(({ subject }) =>
        subject.startsWith('Nouveau paiement'),
      );
      // What was sold may be an invoice, too, and have its number; a deposit has its own series.
      const told = notes.map(
        ({ body }) => /Facture\s:\s+([A-Z]{2}-\d{4}-\d{6})/.exec(body.text ?? '')![1],
      );
      expect(told.length).toBeGreaterThan(0);
      expect(told).toHaveLength(new Set(told).size);
    });

    test('every link in a mail works [C12]', async () => {
      const links = new Set(
        (await everyMailOf(cloud)).flatMap(({ body }) =>
          [...(body.html ?? '').matchAll(/href="(https?:[^"]+)"/g)].map(([, link]) =>
            link!.replaceAll('&amp;', '&'),
          ),
        ),
      );
      const own = [...links].filter((link) => new URL(link).hostname === '127.0.0.1');
      expect(own.length).toBeGreaterThan(0);
      // One of each kind: that each payment's own link opens is what other tests show.
      const kinds = new Map(
        own.map((link) => [new URL(link).pathname.replace(/\w+_\w+/, '{id}'), link]),
      );
      const shop = /^https:\/\/([\w-]+\.)*example(\/|$)/;
      expect([...links].filter((link) => !own.includes(link) && !shop.test(link))).toEqual([]);
      for (const link of kinds.values())
        expect([link, (await fetch(link, { redirect: 'manual' })).status]).not.toEqual([link, 404]);
    });

    test('no log line contains a person, a key or a secret', async () => {
      const lines = await linesOf(cloud);
      expect(lines.length).toBeGreaterThan(100);
      const forbidden =
        /@example\.com|whsec_|sk_test_|ct_[\w-]{43}|\b(pi|seti)_\w+_secret_|Awa Diop|Moussa Traoré/;
      expect(lines.filter((line) => forbidden.test(line))).toEqual([]);
      // The secret may contain underscores, and end with one.
      const keySecret = apiKeyOf(cloud).slice(-43);
      expect(lines.filter((line) => line.includes(keySecret))).toEqual([]);
    });
  });
});

type Numbered = { series: string; number: number; invoiceId: string };

/** Of a log line that tells of an invoice, which may be for a deposit. */
function numbered(line: string): Numbered {
  const plain = line.replaceAll('\\"', '"');
  const [, series = '', digits = ''] = /"number":"([A-Z]{2}-\d{4})-(\d{6})"/.exec(plain) ?? [];
  const [, invoiceId = ''] = /"invoiceId":"(inv_\w+)"/.exec(plain) ?? [];
  return { series, number: Number(digits), invoiceId };
}

function isWithoutGap(invoices: readonly Numbered[]): boolean {
  const numbers = new Set(invoices.map(({ number }) => number));
  return Math.max(...numbers) === numbers.size;
}
