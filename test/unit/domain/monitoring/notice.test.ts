import { noticeOf } from '#domain/monitoring/notice';
import { anAlertEvent } from '#test/alerts';

const of = { id: 'evt_01', occurredAt: '2026-11-21T10:00:00.000Z', requestId: 'request-1' };

test('a notice of an alert is as urgent as the alert, and its end is not', () => {
  expect(noticeOf(anAlertEvent())).toMatchObject({ id: 'ntc_01', priority: 'high', readBy: [] });
  expect(noticeOf(anAlertEvent({ type: 'alert.resolved' })).priority).toBe('low');
});

test('a dispute is urgent, and names its payment alone', () => {
  const data = { paymentId: 'pay_1', dispute: 'open' } as const;
  expect(noticeOf({ ...of, type: 'payment.disputed', data })).toEqual({
    ...{ id: 'ntc_01', type: 'payment.disputed', priority: 'high', about: data },
    ...{ occurredAt: of.occurredAt, readBy: [] },
  });
});
