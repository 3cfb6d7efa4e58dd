/** From a nuisance to a shop that takes no money. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;

export type Severity = (typeof severities)[number];

/** What is watched by our own rules. */
export const ruleNames = [
  'site_over_http',
  'failure_rate_1h',
  'failure_rate_6h',
  'provider_errors',
  'slow_responses',
  'slow_settlement',
  'no_payments',
  'invoice_missing',
  'declines_in_series',
  'early_fraud_warnings',
  'mail_reputation',
  'mail_failed',
  'activation_failed',
  'member_creation_failed',
  'invoice_refused',
  'pdf_failed',
  'pdf_too_large',
  'storage_failed',
  'counters_differed',
  'webhook_endpoint_failing',
  'refused_signatures',
  'refused_sign_ins',
] as const;

export type RuleName = (typeof ruleNames)[number];

/** The numbers of the rules. Shares are from 0 to 1. */
export type AlertThresholds = {
  /** Of decided payments of a provider, within an hour. */
  failureRate1h: number;
  /** The same within six hours. */
  failureRate6h: number;
  /** How long the slowest twentieth of answers may take. */
  responseMs: number;
  /** The same from a notification to its effect. */
  settlementMs: number;
  /** No shop is called silent sooner. */
  silentMinutes: number;
  /** So many payments must be missing, by the shop's own rhythm. */
  silentPayments: number;
  /** From a payment to its invoice. */
  invoiceMinutes: number;
  /** Of a provider, within ten minutes. */
  providerErrors: number;
  /** Within an hour: somebody tries stolen cards. */
  declines: number;
  /** Of all mails, within six hours; providers of mail stop a sender at more. */
  bounceRate: number;
  complaintRate: number;
  /** Forged notifications of a provider within half an hour. */
  refusedSignatures: number;
  /** Wrong keys, tokens and passwords within half an hour. */
  refusedSignIns: number;
};

export const defaultThresholds: AlertThresholds = {
  failureRate1h: 0.05,
  failureRate6h: 0.25,
  responseMs: 2_000,
  settlementMs: 10_000,
  silentMinutes: 30,
  silentPayments: 20,
  invoiceMinutes: 15,
  providerErrors: 5,
  declines: 20,
  bounceRate: 0.03,
  complaintRate: 0.001,
  refusedSignatures: 10,
  refusedSignIns: 100,
};

/** When the shop expects payments, in the seller's time zone; 1 is Monday. */
export type BusinessHours = { days: number[]; from: string; to: string };

/** What watches the shop, and whom it tells. */
export type AlertSettings = {
  thresholds: AlertThresholds;
  businessHours: BusinessHours;
  /** Addresses that hear of a high alert which nobody has answered for an hour. */
  escalateTo: string[];
  /** Where else, from which severity on. */
  chat: ChatSettings[];
};

/** Each is one service with one secret address, the parameter `alerts/<kind>`. */
export const chatKinds = ['slack', 'teams', 'google-chat', 'discord', 'sentry'] as const;

export type ChatKind = (typeof chatKinds)[number];

export type ChatSettings = { kind: ChatKind; from: Severity };
