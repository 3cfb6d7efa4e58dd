import { logger, MetricUnit, metrics } from './log.ts';

/** What metrics and logs may contain about a payment. */
export type MeasuredPayment = {
  id: string;
  status: string;
  provider: string;
  method: string;
  amount: { minor: number; currency: string };
  createdAt: string;
};

type DeclinedPayment = MeasuredPayment & { lastDecline?: { code: string } };

const metricOf: Record<string, string> = {
  pending: 'PaymentInitiated',
  completed: 'PaymentCompleted',
  failed: 'PaymentFailed',
  cancelled: 'PaymentCancelled',
  expired: 'PaymentExpired',
  review: 'PaymentInReview',
};

/** Writes a log line and a metric for a payment's new state. */
export function notePayment(payment: MeasuredPayment, requestId: string): void {
  const { id, status, provider, method, amount } = payment;
  logger.info('payment moved', { requestId, paymentId: id, status, provider, method });
  const metric = metricOf[status];
  if (!metric) return;
  const single = metrics.singleMetric();
  single.addDimension('provider', provider);
  single.addDimension('method', method);
  single.addMetric(metric, MetricUnit.Count, 1);
  if (status !== 'completed') return;
  noteVolume(provider, method, amount);
}

/** Writes a log line and a metric for a declined attempt; the payment continues. */
export function noteDecline(payment: DeclinedPayment, requestId: string): void {
  const { id, provider, method, lastDecline } = payment;
  const code = lastDecline?.code;
  logger.info('payment declined', { requestId, paymentId: id, code, provider, method });
  const single = metrics.singleMetric();
  single.addDimension('provider', provider);
  single.addDimension('method', method);
  single.addMetric('PaymentDeclined', MetricUnit.Count, 1);
}

/** Records the result of settling a payment, if there is one. */
export function noteSettled(
  settled: { payment: DeclinedPayment; moved: boolean; declined?: true },
  requestId: string,
): void {
  if (settled.moved) notePayment(settled.payment, requestId);
  if (settled.declined) noteDecline(settled.payment, requestId);
}

/** What asking the provider for somebody who waits came to. */
export function noteRefreshed(
  { id: paymentId, provider }: Pick<MeasuredPayment, 'id' | 'provider'>,
  refreshed:
    | { kind: 'asked'; settled: Parameters<typeof noteSettled>[0] }
    | { kind: 'silent' | 'not_asked' },
  requestId: string,
): void {
  if (refreshed.kind === 'silent')
    logger.warn('provider silent', { requestId, paymentId, provider });
  if (refreshed.kind === 'asked') noteSettled(refreshed.settled, requestId);
}

/** Volumes of different currencies are never added up. */
function noteVolume(provider: string, method: string, amount: MeasuredPayment['amount']): void {
  const single = metrics.singleMetric();
  single.addDimension('provider', provider);
  single.addDimension('method', method);
  single.addDimension('currency', amount.currency);
  single.addMetric('PaymentVolumeMinor', MetricUnit.Count, amount.minor);
}
