import { existsSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { aFile, aTarget, operate, ShopApi, tokenOf } from './shop.ts';

function setup(csv: string | Uint8Array) {
  const api = new ShopApi();
  for (const orderId of ['order-1', 'order-2', 'order-3']) api.add({ orderId });
  const paper = aFile(csv);
  const refund = (more: string[] = [], options: Partial<Parameters<typeof operate>[1]> = {}) =>
    operate(['refund', '--file', paper.file, ...more], { fetch: api.fetch, ...options });
  const refunded = () => [...api.payments.values()].map(({ amountRefunded }) => amountRefunded);
  return { api, paper, refund, refunded };
}

const troubles = [undefined, 'silent', 'actThenSilent', 'html', 'busy', 'signedOut'] as const;

const three = 'payment,amount,reason\npay_1,1000,broken\npay_2,2000,late\npay_3,,lost\n';

test('each row is refunded, in part or in full', async () => {
  const { refund, refunded } = setup(three);
  const { exitCode, text } = await refund();
  expect(refunded()).toEqual([1_000, 2_000, 46_800]);
  expect(text).toBe('3 refunded (498.00 EUR).');
  expect(exitCode).toBe(0);
});

test('a dry run says what would be refunded, sends nothing and leaves no files', async () => {
  const { api, paper, refund, refunded } = setup(three);
  const { exitCode, lines } = await refund(['--dry-run']);
  expect(api.refundsAsked).toEqual([]);
  expect(refunded()).toEqual([0, 0, 0]);
  expect(existsSync(paper.journal)).toBe(false);
  expect(lines).toEqual([
    'line 2: pay_1  10.00 EUR  broken',
    'line 3: pay_2  20.00 EUR  late',
    'line 4: pay_3  468.00 EUR  lost',
    'Dry run, nothing was sent: 3 refunds (498.00 EUR).',
  ]);
  expect(exitCode).toBe(0);
});

test('the same file run twice refunds nothing twice', async () => {
  const { api, refund, refunded } = setup(three);
  await refund();
  const { exitCode, text } = await refund();
  expect(refunded()).toEqual([1_000, 2_000, 46_800]);
  expect(api.refundsAsked).toHaveLength(3);
  expect(text).toBe('3 already done.');
  expect(exitCode).toBe(0);
});

test('the same rows in another file, without a journal, still refund nothing twice', async () => {
  const { api, refund, refunded } = setup('payment,amount\npay_1,1000\npay_2,2000\n');
  await refund();
  const copy = aFile('"payment";"amount"\r\n"pay_1";"1000"\r\n\r\n"pay_2";"2000"');
  const { exitCode } = await operate(['refund', '--file', copy.file], { fetch: api.fetch });
  expect(refunded()).toEqual([1_000, 2_000, 0]);
  expect(exitCode).toBe(0);
});

test.each(['silent', 'actThenSilent', 'html', 'busy'] as const)(
  'a row whose answer is lost (%s) is unclear, not failed, and the next run refunds it once',
  async (trouble) => {
    const { api, refund, refunded } = setup(three);
    api.troubles.push(undefined, trouble, trouble, trouble, trouble);
    const first = await refund();
    expect(first.exitCode).toBe(1);
    expect(first.text).toContain('1 unclear');
    expect(first.lines.at(-1)).toContain('it refunds nothing twice');
    const second = await refund();
    expect(refunded()).toEqual([1_000, 2_000, 46_800]);
    expect(second.exitCode).toBe(0);
  },
);

test('a lost answer is requested again at once, with the same key', async () => {
  const { api, refund, refunded } = setup('payment,amount\npay_1,1000\n');
  api.troubles.push('actThenSilent');
  expect((await refund()).exitCode).toBe(0);
  expect(refunded()[0]).toBe(1_000);
  expect(new Set(api.refundsAsked.map(({ key }) => key)).size).toBe(1);
});

test('a crash between the request and storing its answer refunds nothing twice', async () => {
  const { api, paper, refund, refunded } = setup(three);
  api.troubles.push(undefined, undefined, 'signedOut');
  await refund();
  expect(refunded()).toEqual([1_000, 2_000, 0]);
  // The journal as a crash leaves it: the second row was asked for, its answer is cut off.
  const [blank, head, asked1, answered1, asked2, answered2] = paper.journalText().split('\n');
  const kept = [blank, head, asked1, answered1, asked2, answered2?.slice(0, 40)];
  writeFileSync(paper.journal, kept.join('\n'));
  const { exitCode, text } = await refund();
  expect(refunded()).toEqual([1_000, 2_000, 46_800]);
  expect(text).toBe('2 refunded (488.00 EUR); 1 already done.');
  expect(exitCode).toBe(0);
});

test('however often answers are lost and runs repeated, each row is refunded once', async () => {
  const trouble = fc.constantFrom<(typeof troubles)[number]>(...troubles);
  const runs = fc.array(fc.array(trouble, { maxLength: 12 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(runs, async (troublesOfRuns) => {
      const { api, refund, refunded } = setup(three);
      for (const more of [...troublesOfRuns, []]) {
        api.troubles.splice(0, Infinity, ...more);
        await refund();
      }
      expect(refunded()).toEqual([1_000, 2_000, 46_800]);
      expect(api.answers.size).toBe(3);
    }),
  );
});

test('another admin does not repeat what may have been refunded', async () => {
  const { api, refund, refunded } = setup(three);
  api.troubles.push(...Array(4).fill('actThenSilent'));
  await refund();
  const target = aTarget({ token: async () => tokenOf('somebody else') });
  const { exitCode, text } = await refund([], { target });
  expect(text).toContain('line 2: asked for by another admin');
  expect(refunded()[0]).toBe(1_000);
  expect(exitCode).toBe(1);
});

test('a request of a month ago must be checked by a person', async () => {
  const { api, refund } = setup(three);
  api.troubles.push(...Array(4).fill('actThenSilent'));
  await refund();
  api.answers.clear();
  const { text } = await refund([], { now: new Date('2026-12-20T08:00:00Z') });
  expect(text).toContain(
    'line 2: asked for at 2026-11-21T08:00:00.000Z, and no answer was recorded',
  );
  expect(api.payments.get('pay_1')?.amountRefunded).toBe(1_000);
});

test('an expired token stops the run, and the next one continues from there', async () => {
  const { api, refund, refunded } = setup(three);
  api.troubles.push(undefined, 'signedOut');
  const first = await refund();
  expect(first.exitCode).toBe(1);
  expect(first.text).toContain('2 not tried');
  expect(first.text).toContain('get a new one');
  expect(api.refundsAsked).toHaveLength(2);
  await refund();
  expect(refunded()).toEqual([1_000, 2_000, 46_800]);
});

test('changed rows are not confused with those of the journal', async () => {
  const { api, paper, refund } = setup(three);
  await refund();
  writeFileSync(paper.file, three.replace('1000', '1100'));
  const { exitCode, text } = await refund();
  expect(text).toContain('The rows have changed');
  expect(exitCode).toBe(1);
  expect(api.refundsAsked).toHaveLength(3);
});

test('a journal of another cloud does not count for this one', async () => {
  const { refund } = setup(three);
  await refund();
  const target = aTarget({ apiUrl: async () => 'https://other.example' });
  expect((await refund([], { target })).text).toContain('https://other.example');
});

test('a row that became impossible does not stop the rows after it', async () => {
  const { api, refund, refunded } = setup(three);
  api.troubles.push(undefined, 'signedOut');
  await refund();
  api.payments.get('pay_3')!.dispute = 'open';
  const { exitCode, text } = await refund();
  expect(refunded()).toEqual([1_000, 2_000, 0]);
  expect(text).toContain('line 4: a dispute of pay_3 is open');
  expect(exitCode).toBe(1);
});

test('a refusal of the provider is reported, and not repeated', async () => {
  const { api, refund } = setup('payment,amount\npay_1,1000\n');
  api.refundStatus = 'failed';
  expect((await refund()).exitCode).toBe(1);
  const again = await refund();
  expect(again.text).toContain('the provider refused it before');
  expect(again.exitCode).toBe(1);
  expect(api.refundsAsked).toHaveLength(1);
});

test('an order means its only completed payment', async () => {
  const { refund, refunded } = setup('order,amount\norder-2,500\norder-3,700\n');
  expect((await refund()).exitCode).toBe(0);
  expect(refunded()).toEqual([0, 500, 700]);
});

describe('a wrong row is named by its line before anything is sent:', () => {
  test.each([
    ['no such payment', 'payment\npay_1\npay_9\n', 'line 3: there is no payment pay_9'],
    ['no id', 'payment\npay_1\nref_1\n', 'line 3: "ref_1" is not the id of a payment (pay_…)'],
    [
      'no such order',
      'order\norder-1\norder-9\n',
      'line 3: order order-9 has no completed payment',
    ],
    ['paid twice', 'order\norder-1\ntwice\n', 'line 3: order twice was paid 2 times'],
    ['too much', 'payment,amount\npay_1,46801\n', 'line 2: 46801 is more than the remaining 46800'],
    ['decimals', 'payment,amount\npay_1,12.50\n', 'line 2: "12.50" is not a whole number'],
    ['nothing', 'payment,amount\npay_1,0\n', 'line 2: "0" is not a whole number'],
    ['too much in parts', 'payment,amount\npay_1,40000\npay_1,6801\n', 'line 3: 6801 is more than'],
    ['all and more', 'payment,amount\npay_1,\npay_1,5\n', 'line 3: nothing of pay_1 remains'],
    ['twins', 'payment,amount\npay_1,5\npay_1,5\n', 'line 3: it repeats line 2'],
    ['both', 'payment,order\npay_1,order-1\n', 'line 2: name either a payment or an order'],
    ['neither', 'payment,order,amount\n,,500\n', 'line 2: name either a payment or an order'],
    [
      'a stray comma',
      'payment,reason\npay_1,late, broken\n',
      'line 2: it has another number of values',
    ],
    ['a misspelt column', 'payment,amout\npay_1,5\n', 'line 1: "amout" is not a column'],
    ['a column twice', 'payment,amount,amount\npay_1,5,6\n', 'line 1: a column is repeated'],
    ['an open quote', 'payment,reason\npay_1,"late\n', 'line 2: a quoted value does not end'],
    ['an empty file', '', 'line 1: the file is empty'],
    ['not paid', 'payment\npending\n'.replace('pending', 'pay_6'), 'line 2: pay_6 is pending'],
  ])('%s', async (_, csv, says) => {
    const { api, refund, paper } = setup(csv);
    api.add({ orderId: 'twice' });
    api.add({ orderId: 'twice' });
    api.add({ status: 'pending' });
    const { exitCode, text } = await refund();
    expect(text).toContain(says);
    expect(text).toContain('nothing was sent');
    expect(exitCode).toBe(2);
    expect(api.refundsAsked).toEqual([]);
    expect(existsSync(paper.journal)).toBe(false);
  });
});

describe('a file as a French Excel writes it [C4]', () => {
  const french =
    'payment;amount;reason\r\npay_1;1000;Article abîmé, cassé\r\npay_2;2000;Œuvre – 5 €\r\n';
  const bytesOf1252 = new Map(
    [...'€Œ–éîè'].map((letter, i) => [letter, [0x80, 0x8c, 0x96, 0xe9, 0xee, 0xe8][i]!]),
  );
  const inWindows1252 = (text: string) =>
    Uint8Array.from([...text].map((letter) => bytesOf1252.get(letter) ?? letter.charCodeAt(0)));

  test('is read correctly in Windows-1252, and the output says so', async () => {
    const { api, refund, refunded } = setup(inWindows1252(french));
    const { exitCode, lines } = await refund();
    expect(exitCode).toBe(0);
    expect(refunded()).toEqual([1_000, 2_000, 0]);
    expect(lines[0]).toContain('is read as Windows-1252.');
    expect(api.refundsAsked.map(({ body }) => body.reason)).toEqual([
      'Article abîmé, cassé',
      'Œuvre – 5 €',
    ]);
  });

  test('gives the same rows in UTF-8 with a byte order mark: run again, nothing is refunded twice', async () => {
    const { api, refund, refunded } = setup(inWindows1252(french));
    await refund();
    const again = aFile(`\ufeff${french}`);
    await operate(['refund', '--file', again.file], { fetch: api.fetch });
    expect(refunded()).toEqual([1_000, 2_000, 0]);
  });

  test.each([
    ['UTF-16, “Unicode text”', Buffer.from(`\ufeff${french}`, 'utf16le')],
    ['UTF-8 that has lost its letters before', Buffer.from(french.replaceAll('é', '\ufffd'))],
    ['bytes that neither of the two has', Uint8Array.from([...inWindows1252(french), 0x81])],
    ['a reason that the API refuses', Buffer.from(`${french}pay_3;;carte 4242 4242 4242 4242`)],
    ['a reason that turns the text around', Buffer.from(`${french}pay_3;;late\u202e`)],
  ])('is refused completely, and nothing is sent: %s', async (_, content) => {
    for (const more of [['--dry-run'], []]) {
      const { api, refund, refunded } = setup(content);
      const { exitCode } = await refund(more);
      expect(exitCode).toBe(2);
      expect(api.refundsAsked).toEqual([]);
      expect(refunded()).toEqual([0, 0, 0]);
    }
  });
});
