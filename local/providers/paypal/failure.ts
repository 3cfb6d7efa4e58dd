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

/** A refusal in PayPal's shape. */
export function broadFailure(
  status: keyof typeof broadErrors,
  details: ErrorDetail[] = [],
  links: Link[] = [],
): Refusal {
  const [name, message] = broadErrors[status];
  const reason = details[0]?.issue ?? name;
  const page = `https://developer.paypal.com/api/rest/reference/orders/v2/errors/#${reason}`;
  const information: Link = { href: page, rel: 'information_link', method: 'GET' };
  const debugId = newId('debug');
  const body = {
    name,
    message,
    debug_id: debugId,
    ...(details.length > 0 && { details }),
    links: [...links, information],
  };
  return new Refusal(reason, json(status, body, { 'paypal-debug-id': debugId }));
}

/** The place of the fault: a JSON pointer into the body, and its value. */
type Spot = {
  field?: string;
  value?: string;
  location?: ErrorDetail['location'];
  links?: Link[];
};

/** The failure with this issue and PayPal's status for it. */
export function failure(issue: Issue, { links, ...spot }: Spot = {}): Refusal {
  const { status, description } = aboutIssue(issue) ?? { status: 422, description: issue };
  const location = spot.field === undefined ? undefined : (spot.location ?? 'body');
  return broadFailure(
    status,
    [{ issue, description, ...spot, ...(location && { location }) }],
    links,
  );
}

/** The failure with this name, if there is such an issue. */
export function failureNamed(issue: string): Refusal | undefined {
  return aboutIssue(issue) && failure(issue as Issue);
}

export function notFound(): Refusal {
  return failure('INVALID_RESOURCE_ID');
}
