import type { Texts } from './texts.ts';

export const adminTexts: Texts = {
  ReplayedNotification: { self: 'It will be processed as if it had just arrived.' },
  SetSwitchRequest: {
    self: 'Stops or allows new payments.',
    method: 'All methods of the provider when left out.',
    reason: 'Only shown to the shop’s own people.',
  },
  Switch: {
    self: 'Whether new payments may be made.',
    method: 'Null: all methods of the provider.',
  },
  Notification: {
    self: 'What a provider sent, and what became of it.',
    rawBody: 'The original body; in base64 if `encoding` says so. Secrets are left out.',
  },
  AuditEntry: {
    self: 'Who did what.',
    actor:
      '`person:<id>`, `key:<id>`, `schedule:<name>`, or `client_token` for the holder of a link.',
    actorName:
      'The name or address of the person; null for keys and links, and after it was erased.',
  },
};
