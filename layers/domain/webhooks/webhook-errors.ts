import { DomainError, UnprocessableError } from '../errors.ts';
import type { UrlRefusal } from './receiver-url.ts';

const refusals = {
  webhook_endpoint_limit_reached:
    'There are already 100 webhook endpoints. Remove one that is no longer used.',
  webhook_secret_rotating:
    'The secret before this one is still valid. Wait until it is not, or send overlapHours 0 to end it now.',
  webhook_test_failed:
    'The endpoint did not accept a test. Try POST …/test to see what it answers, or send force.',
  webhook_endpoint_disabled: 'The endpoint is disabled. Enable it first.',
  webhook_body_erased: 'What was in this delivery was erased with the person it was about.',
} as const;

/** The endpoint or the delivery is in a state that does not allow it. */
export class WebhookRefusedError extends DomainError {
  readonly code: keyof typeof refusals;

  constructor(code: WebhookRefusedError['code']) {
    super(refusals[code]);
    this.code = code;
  }
}

const urlRefusals: Readonly<Record<UrlRefusal, string>> = {
  not_a_url: 'it is not a web address',
  not_https: 'it must begin with https://',
  with_user_info: 'it must not contain a user name or password',
  with_fragment: 'it must not contain #',
  other_port: 'it must use port 443',
  address_literal: 'it must name a host, not an IP address',
  not_public_name: 'its host is not a public name',
  our_own: 'it is an address of this API itself',
};

/** Webhooks go to public addresses of others only. */
export const urlNotAllowed = (refusal: UrlRefusal): UnprocessableError =>
  new UnprocessableError(
    'webhook_url_not_allowed',
    `The address cannot get webhooks: ${urlRefusals[refusal]}.`,
  );
