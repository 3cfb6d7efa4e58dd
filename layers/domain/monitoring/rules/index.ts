import type { Rule } from '../rule.ts';
import { abuseRules } from './abuse.ts';
import { declinesInSeries } from './declines-in-series.ts';
import { documentRules } from './documents.ts';
import { failureRateOfHour, failureRateOfSixHours } from './failure-rate.ts';
import { invoiceMissing } from './invoice-missing.ts';
import { mailReputation } from './mail-reputation.ts';
import { messageRules } from './messages.ts';
import { noPayments } from './no-payments.ts';
import { providerErrors } from './provider-errors.ts';
import { siteOverHttp } from './site-over-http.ts';
import { slowResponses, slowSettlement } from './slowness.ts';

/** Every rule that the evaluation judges, each once. */
export const rules: readonly Rule[] = [
  siteOverHttp,
  providerErrors,
  failureRateOfHour,
  failureRateOfSixHours,
  slowResponses,
  slowSettlement,
  noPayments,
  invoiceMissing,
  declinesInSeries,
  mailReputation,
  ...documentRules,
  ...messageRules,
  ...abuseRules,
];
