import type { Period, PeriodLine } from '../billing-periods/period.ts';
import { addDays, dayAt } from '../calendar/day.ts';
import { writtenMonth } from '../calendar/written.ts';
import type { Customer } from '../customers/customer.ts';
import type { Currency, Locale } from '../money.ts';
import type { Line } from './line.ts';
import type { Sale } from './sale.ts';

/** What a customer owes for a closed period in one currency, to be paid later. */
export function saleOfPeriod(args: {
  period: Period;
  currency: Currency;
  customer: Customer;
  /** By project id; a project without a name is shown by its id. */
  projectNames: ReadonlyMap<string, string>;
}): Sale {
  const { period, currency, customer, projectNames } = args;
  const { locale, timeZone } = customer;
  const nameOf = (projectId: string) => projectNames.get(projectId) ?? projectId;
  // The period's end is the first moment of the next one.
  const lastDay = addDays(dayAt(new Date(period.to), timeZone), -1);
  return {
    locale,
    currency,
    customer: partyOf(customer),
    lines: [
      ...period.lines
        .filter(({ amount }) => amount.currency === currency)
        .map((line) => lineOf(line, nameOf(line.projectId), locale)),
      ...period.carriedIn
        .filter((carried) => carried.currency === currency && carried.minor !== 0)
        .map(({ minor }) => ({
          description: wordsIn[locale].carriedIn,
          quantity: Math.sign(minor),
          unitGrossMinor: Math.abs(minor),
        })),
    ],
    supplyDate: lastDay,
    period: { from: dayAt(new Date(period.from), timeZone), to: lastDay },
  };
}

function lineOf(line: PeriodLine, project: string, locale: Locale): Line {
  const words = wordsIn[locale];
  const month = writtenMonth(line.month, locale);
  return {
    description: words[line.kind](words.meters[line.meter], month, project),
    quantity: line.gb,
    unitGrossMinor: line.unitPriceMinor,
  };
}

const partyOf = ({ kind, name, email, phone, address, siren, vatNumber }: Customer) => ({
  kind,
  name,
  email,
  phone,
  address,
  siren,
  vatNumber,
});

const french = {
  meters: { traffic: 'Trafic', storage: 'Stockage' },
  overage: (meter: string, month: string, project: string) =>
    `${meter} au-delà de la formule, ${month}, projet ${project} (Go)`,
  correction: (meter: string, month: string, project: string) =>
    `Correction, ${month}\u00a0: ${meter.toLowerCase()} au-delà de la formule, projet ${project} (Go)`,
  carriedIn: 'Report de la période précédente',
};

const english: typeof french = {
  meters: { traffic: 'Traffic', storage: 'Storage' },
  overage: (meter, month, project) =>
    `${meter} above the plan’s limit, ${month}, project ${project} (GB)`,
  correction: (meter, month, project) =>
    `Correction of ${month}: ${meter.toLowerCase()} above the plan’s limit, project ${project} (GB)`,
  carriedIn: 'Carried over from the previous period',
};

const wordsIn = { fr: french, en: english };
