import type { Alert } from '#domain/messages/notify-of-payment';
import type { Locale } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import type { AlertFacts } from './alert-words.ts';
import { englishAlerts } from './alerts-in-english.ts';
import { frenchAlerts } from './alerts-in-french.ts';
import { composeLetter, type Fact, type Message } from './layout.ts';
import { type AmountTaken, writtenAmount } from './written-amount.ts';

export type AdminAlert = {
  brand: Brand;
  locale: Locale;
  alert: Alert;
  /** The amount in the subject and the first sentence. */
  amount: AmountTaken;
  /** The amount that the buyer was asked to pay. */
  asked: AmountTaken;
  facts: AlertFacts;
};

/** Tells the shop what happened to a payment's money, and what to do about it. */
export function adminAlert({ brand, locale, alert, facts, ...input }: AdminAlert): Message {
  const { alerts, closing } = wordsIn[locale];
  const { subject, heading, sentences } = alerts[alert];
  const names = {
    amount: writtenAmount(input.amount, locale),
    asked: writtenAmount(input.asked, locale),
    name: facts.customerName,
  };
  return composeLetter({
    brand,
    locale,
    subject: subject(names),
    preheader: heading,
    heading,
    paragraphs: sentences(names),
    facts: factRows(facts, locale),
    closing: closing(brand.name),
  });
}

function factRows(facts: AlertFacts, locale: Locale): Fact[] {
  const { labels, reasons } = wordsIn[locale];
  const written = (amount?: AmountTaken) => amount && writtenAmount(amount, locale);
  const { reason } = facts;
  const isOneOfOurs = reason !== undefined && Object.hasOwn(reasons, reason);
  const rows: [label: string, value: string | undefined][] = [
    [labels.refunded, written(facts.refunded)],
    [labels.asked, written(facts.asked)],
    [labels.paid, written(facts.paid)],
    [labels.refundable, written(facts.refundable)],
    [labels.reason, isOneOfOurs ? reasons[reason] : reason],
    [labels.failureCode, facts.failureCode],
    [labels.proof, facts.proof],
    [labels.creditNote, facts.creditNote],
    [labels.orderId, facts.orderId],
    [labels.customerName, facts.customerName],
    [labels.customerEmail, facts.customerEmail],
    [labels.customerPhone, facts.customerPhone],
    [labels.provider, facts.provider],
    [labels.transaction, facts.transaction],
    [labels.refundId, facts.refundId],
    [labels.paymentId, facts.paymentId],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

const wordsIn = { fr: frenchAlerts, en: englishAlerts };
