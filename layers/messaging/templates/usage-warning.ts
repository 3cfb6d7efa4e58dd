import { writtenMonth } from '#domain/calendar/written';
import type { Threshold } from '#domain/limits/level';
import type { Locale } from '#domain/money';
import type { Meter } from '#domain/usage/usage-event';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';
import { usageWords } from './usage-words.ts';
import { writtenBytes } from './written-bytes.ts';

export type UsageWarning = {
  brand: Brand;
  locale: Locale;
  customerName: string;
  planName: string;
  meter: Meter;
  /** `YYYY-MM` */
  month: string;
  threshold: Threshold;
  bytes: number;
  limitBytes: number;
  projects: { name: string; bytes: number }[];
  /** Bytes of the projects that are not named. */
  otherBytes: number;
  /** Whether usage above the limit is allowed and billed. */
  isOverageSold: boolean;
  /** Absent when no larger plan is for sale. */
  largerPlanName?: string;
};

/** Tells a customer how much of its plan is used, by which projects, and what happens next. */
export function usageWarning(input: UsageWarning): Message {
  const { brand, locale, meter, threshold, planName, largerPlanName } = input;
  const words = usageWords[locale];
  const month = writtenMonth(input.month, locale);
  const limit = writtenBytes(input.limitBytes, locale);
  const subject = words.subject[meter](threshold, month);
  const state = words.state[meter]({ threshold, planName, limit, month });
  const next = words.next[input.isOverageSold ? 'billed' : 'stopped'](threshold, meter);
  return composeLetter({
    brand,
    locale,
    subject,
    preheader: state,
    heading: words.heading[meter](threshold),
    paragraphs: [
      words.greeting(input.customerName),
      state,
      next,
      ...(largerPlanName ? [words.upgrade(largerPlanName)] : []),
    ],
    facts: factsOf(input),
    ...(brand.billingUrl && {
      action: {
        label: largerPlanName ? words.toLargerPlan(largerPlanName) : words.toUsage,
        url: brand.billingUrl,
      },
    }),
    closing: words.closing(brand.supportEmail),
  });
}

function factsOf({ locale, bytes, limitBytes, projects, otherBytes }: UsageWarning) {
  const words = usageWords[locale];
  const written = (amount: number) => writtenBytes(amount, locale);
  return [
    { label: words.used, value: written(bytes) },
    { label: words.limit, value: written(limitBytes) },
    ...projects.map((project) => ({
      label: words.project(project.name),
      value: written(project.bytes),
    })),
    ...(otherBytes > 0 ? [{ label: words.others, value: written(otherBytes) }] : []),
  ];
}
