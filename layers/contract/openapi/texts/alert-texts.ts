import type { Texts } from './texts.ts';

export const alertTexts: Texts = {
  Alert: {
    self: 'One episode of trouble, from its opening until it is over.',
    dimension: 'What it is about: a provider, an endpoint, an alarm; `shop` for all of it.',
    severity: 'The highest of the episode.',
    impact: 'What users lose, in one sentence.',
    runbook: 'The section of the runbook that says what to do.',
    evidence: 'The numbers that led to the verdict.',
    objects: 'Ids of what it is about, or addresses; some of many.',
    reopened: 'How often it came back within an hour.',
  },
  AlertChange: {
    self: 'What happened to an alert.',
    what: '`opened`, `worse`, `unanswered` (15 minutes), `still_unanswered` (an hour), `repeated`, `snooze_over`, `acknowledged`, `reopened`, `resolved`; more may come.',
    by: 'Who did it, as in the audit trail; null when nobody did.',
  },
  AcknowledgeAlertRequest: {
    self: 'Who looks after it is known from the token.',
    until: 'Rings again then; within 24 hours. Left out: until it resolves.',
  },
  TestAlertsRequest: { self: 'How loud the test is.' },
  PlanMaintenanceRequest: {
    self: 'Planned work.',
    from: 'Now when left out.',
    reason: 'Only shown to the shop’s own people.',
  },
  Notice: {
    self: 'Something that the shop’s own people should know.',
    type: 'The event that caused it: `alert.opened`, `payment.disputed`, `refund.task_opened` and others; more may come.',
    about: 'Ids and states of what it is about, as in the event; no person.',
    read: 'Whether the caller has read it.',
  },
  Maintenance: { self: 'Planned work on the shop.', plannedBy: 'As in the audit trail.' },
};
