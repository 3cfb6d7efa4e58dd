import type { Period } from '#domain/billing-periods/period';
import { DynamoPeriodStore } from '#stores/usage/period-store';
import { anyInstant, anyLike, anyText } from '#test/any-values';
import { anEvent } from '#test/payments';
import { aPeriod } from '../../../contracts/period-store.ts';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const november = aPeriod({ customerId: 'cus_1' });
const closed: Period = { ...november, corrected: { '2026-10': november.billed } };

const period = rowsOf<Period>({
  name: 'a closed month',
  reader: 'usage/stored-period.ts packedFrom',
  keys: ['period'],
  also: { check: 'usage/stored-period.ts isPeriod', packedIn: 'packed' },
  example: closed,
  any: anyLike(closed, { closedAt: anyInstant, requestId: anyText }),
  write: (table, one) => new DynamoPeriodStore(table).close(one, anEvent()),
  read: (table, { customerId, month }) => new DynamoPeriodStore(table).find(customerId, month),
  sk: '2026-11',
  required: {
    packed: new TextEncoder().encode('not compressed'),
    'packed.customerId': '',
    'packed.month': '2026-11-21',
    'packed.from': '2026-11-01',
    'packed.to': '2026-12-01',
    'packed.closedAt': null,
    'packed.terms.planId': '',
    'packed.terms.currency': 'eur',
    'packed.terms.limitBytes.traffic': '10000000000',
    'packed.terms.limitBytes.storage': null,
    'packed.billed.used.0.meter': 'water',
    'packed.billed.used.0.projectId': '',
    'packed.billed.used.0.amount': 16e9,
    'packed.billed.gb.traffic': 5.5,
    'packed.billed.gb.storage': '0',
    'packed.gauges.prj_vitrine.measuredAt': 'yesterday',
    'packed.gauges.prj_vitrine.bytes': -1,
    'packed.corrected.2026-10.gb.traffic': null,
    'packed.corrected.2026-10.gb.storage': '0',
    'packed.corrected.2026-10.used': {},
    'packed.corrected.2026-10.used.0.meter': 'water',
    'packed.corrected.2026-10.used.0.projectId': null,
    'packed.corrected.2026-10.used.0.amount': '',
    'packed.lines.0.kind': 'gift',
    'packed.lines.0.month': 'November',
    'packed.lines.0.meter': null,
    'packed.lines.0.projectId': '',
    'packed.lines.0.gb': 6.5,
    'packed.lines.0.unitPriceMinor': -10,
    'packed.lines.0.amount': { minor: 60, currency: 'USD' },
    'packed.lines.0.days': 'all',
    'packed.carriedIn': {},
    'packed.due': null,
    'packed.carriedOut': 'nothing',
    'packed.recount': 'skipped',
  },
  optional: {
    'packed.terms.pricePerGb.traffic': 0.1,
    'packed.terms.pricePerGb.storage': '10',
    'packed.lines.0.days.2026-11-03': 16e9,
    'packed.carriedIn.0': -20,
    'packed.due.0': { minor: 0.5, currency: 'EUR' },
    'packed.carriedOut.0': { minor: '-20', currency: 'XOF' },
  },
});

export const rowsOfPeriods: Rows[] = [period];
