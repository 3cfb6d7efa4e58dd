import { keys } from '#stores/keys';
import { mailKeys } from '#stores/mail-keys';
import { monitoringKeys } from '#stores/monitoring-keys';
import { usageKeys } from '#stores/usage/usage-keys';
import { webhookKeys } from '#stores/webhook-keys';
import { fieldsOf, readersMade, rowReaders } from '#test/row-readers';
import type { RowKind, Rows } from '../../contracts/rows.ts';
import { rowsOfAccess } from './rows/access.ts';
import { rowsOfAlerts } from './rows/alerts.ts';
import { rowsOfBooks } from './rows/books.ts';
import { rowsOfCounters } from './rows/counters.ts';
import { rowsOfCreditNotes } from './rows/credit-notes.ts';
import { rowsOfFinance } from './rows/finance.ts';
import { rowsOfInvoices } from './rows/invoices.ts';
import { rowsOfMails } from './rows/mails.ts';
import { rowsOfMoney } from './rows/money.ts';
import { rowsOfNews } from './rows/news.ts';
import { rowsOfOrders } from './rows/orders.ts';
import { rowsOfPeople } from './rows/people.ts';
import { rowsOfPeriods } from './rows/periods.ts';
import { rowsOfPlatform } from './rows/platform.ts';
import { rowsOfPrivacy } from './rows/privacy.ts';
import { rowsOfProofs } from './rows/proofs.ts';
import { rowsOfStandings } from './rows/standings.ts';
import { rowsOfTroubles } from './rows/troubles.ts';
import { rowsOfUsage } from './rows/usage.ts';
import { rowsOfVerifiedInvoices } from './rows/verified-invoices.ts';
import { rowsOfWebhooks } from './rows/webhooks.ts';

const all: Rows[] = [
  ...rowsOfAlerts,
  ...rowsOfAccess,
  ...rowsOfBooks,
  ...rowsOfCounters,
  ...rowsOfCreditNotes,
  ...rowsOfInvoices,
  ...rowsOfFinance,
  ...rowsOfMails,
  ...rowsOfMoney,
  ...rowsOfNews,
  ...rowsOfOrders,
  ...rowsOfPeople,
  ...rowsOfPeriods,
  ...rowsOfPlatform,
  ...rowsOfPrivacy,
  ...rowsOfProofs,
  ...rowsOfStandings,
  ...rowsOfTroubles,
  ...rowsOfUsage,
  ...rowsOfVerifiedInvoices,
  ...rowsOfWebhooks,
];

for (const rows of all) rows.describe();

/** Why there is nothing to break in what has a key, too. */
const readByNobody: Partial<Record<RowKind, string>> = {
  exportStep: 'It only carries its event: see accounting-export.test.ts.',
  event: 'The relay takes its event off the stream, by `eventOf`: see corrupt-rows.test.ts.',
  activationAsked: 'It only carries its event: see activations in the contracts.',
  networkOrders: 'Only a condition looks at it: see the orders in the contracts.',
  threshold: 'All that is asked is whether it is there.',
  findingWords: 'A partition of words.',
  messagesOf: 'A partition of mails.',
  inboxOf: 'A partition of notifications.',
  monthOfCounters: 'A partition of counters.',
  troublesOf: 'A partition of troubles.',
  slotsOf: 'A partition of slots.',
  hoursOf: 'A partition of hours.',
  evaluation: 'Only a condition looks at it: see the alerts in the contracts.',
};

describe('every kind of row that a store reads', () => {
  test('is broken in these tests', () => {
    expect(all.map(({ reader }) => reader).sort()).toEqual(rowReaders().sort());
  });

  test('is named by its key, and every exception has a reason', () => {
    const named = all.flatMap((rows) => rows.keys ?? []);
    const every = Object.keys({
      ...keys,
      ...mailKeys,
      ...monitoringKeys,
      ...usageKeys,
      ...webhookKeys,
    });
    expect([...named, ...Object.keys(readByNobody)].sort()).toEqual(every.sort());
  });

  test('is read by a constant, so that the test above finds it', () => {
    expect(readersMade()).toBe(rowReaders().length);
  });

  test.each(all)('is broken in every field that its reader checks: $name', (rows) => {
    const { reader, also, broken } = rows;
    const inside = also?.packedIn === undefined ? '' : `${also.packedIn}.`;
    const more = also ? fieldsOf(also.check).map((path) => inside + path) : [];
    const unbroken = [...fieldsOf(reader), ...more].filter(
      (path) => !broken.some((one) => patternOf(path).test(one)),
    );
    expect(unbroken).toEqual([]);
  });
});

/** `lines.*.month` stands for the month of whichever line. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}$`);
