import { json, Refusal } from '../loopback-server.ts';
import { newId } from './ids.ts';
import { aboutIssue, type Issue } from './issues.ts';
import type { Link } from './wire.ts';

const broadErrors = {
  400: [
    'INVALID_REQUEST',
    'Request is not well-formed, syntactically incorrect, or violates schema.',
  ],
  401: [
    'AUTHENTICATION_FAILURE',
    'Authentication failed due to missing authorization header, or invalid authentication credentials.',
  ],
  403: ['NOT_AUTHORIZED', 'Authorization failed due to insufficient permissions.'],
  404: ['RESOURCE_NOT_FOUND', 'The specified resource does not exist.'],
  409: ['RESOURCE_CONFLICT', 'The server has detected a conflict while processing this request.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', "The server does not support the request payload's media type."],
  422: [
    'UNPROCESSABLE_ENTITY',
    'The requested action could not be performed, semantically incorrect, or failed business validation.',
  ],
  429: ['RATE_LIMIT_REACHED', 'Too many requests. Blocked due to rate limiting.'],
  500: ['INTERNAL_SERVER_ERROR', 'An internal server error occurred.'],
} as const;

type ErrorDetail = {
  issue: string;
  description: string;
  field?: string;
  value?: string;
  location?: 'body' | 'path' | 'header';
};

/** An answer that is an error in PayPal's shape. */
export class PayPalFailure extends Refusal {
  readonly status: keyof typeof broadErrors;
  private readonly debugId = newId('debug');
  private readonly details: ErrorDetail[];
  private readonly links: Link[];

  constructor(status: keyof typeof broadErrors, details: ErrorDetail[] = [], links: Link[] = []) {
    super(details[0]?.issue ?? broadErrors[status][0]);
    this.status = status;
    this.details = details;
    this.links = links;
  }

  reply() {
    const [name, message] = broadErrors[this.status];
    const page = `https://developer.paypal.com/api/rest/reference/orders/v2/errors/#${this.message}`;
    const information: Link = { href: page, rel: 'information_link', method: 'GET' };
    const body = {
      name,
      message,
      debug_id: this.debugId,
      ...(this.details.length > 0 && { details: this.details }),
      links: [...this.links, information],
    };
    return json(this.status, body, { 'paypal-debug-id': this.debugId });
  }
}

/** The place of the fault: a JSON pointer into the body, and its value. */
type Spot = {
  field?: string;
  value?: string;
  location?: ErrorDetail['location'];
  links?: Link[];
};

/** The failure with this issue and PayPal's status for it. */
export function failure(issue: Issue, { links, ...spot }: Spot = {}): PayPalFailure {
  const { status, description } = aboutIssue(issue) ?? { status: 422, description: issue };
  const location = spot.field === undefined ? undefined : (spot.location ?? 'body');
  return new PayPalFailure(
    status,
    [{ issue, description, ...spot, ...(location && { location }) }],
    links,
  );
}

/** The failure with this name, if there is such an issue. */
export function failureNamed(issue: string): PayPalFailure | undefined {
  return aboutIssue(issue) && failure(issue as Issue);
}

export function notFound(): PayPalFailure {
  return failure('INVALID_RESOURCE_ID');
}
