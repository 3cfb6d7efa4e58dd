import { chooseCustomerRequest, requestEmailChangeRequest, sessionView } from '../session.ts';
import type { Operation } from './operation.ts';

/** Who is signed in. */
export const sessionOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/session',
    id: 'getSession',
    tag: 'Session',
    summary: 'Read who is signed in, and for which customers they may act',
    description:
      'Also answers a person of several customers who has not chosen one. Browsers sign in at `/auth/sign-in?to=/path` (staff with `&as=staff`), renew their cookie with `POST /auth/refresh` and leave with `POST /auth/sign-out`.',
    security: ['bearer'],
    people: 'everybody',
    answers: { 200: sessionView },
    problems: [401, 403],
  },
  {
    method: 'put',
    path: '/v1/session',
    id: 'chooseCustomer',
    tag: 'Session',
    summary: 'Choose for which customer this browser acts',
    description:
      'The choice is kept in a cookie, which counts while the customer is one of theirs. The header `x-customer` has priority over it. Only pages of this site may choose, with `x-peage-page: 1`.',
    security: ['bearer'],
    people: 'everybody',
    body: chooseCustomerRequest,
    answers: { 200: sessionView },
    problems: [400, 401, 403, 413, 415],
  },
  {
    method: 'post',
    path: '/v1/session/email',
    id: 'requestEmailChange',
    tag: 'Session',
    summary: 'Ask to sign in with another e-mail address',
    description:
      'Mails a link to the new address, valid for 24 hours, and a notice to the present one. Nothing changes before the link is opened (`POST /v1/activations/{token}`). Then the address is that of every membership, the ids of members change with it, and sessions end. 429 `too_many_links`: one link a minute, three a day.',
    security: ['bearer'],
    people: 'people of a customer',
    isRepeatable: true,
    body: requestEmailChangeRequest,
    answers: { 202: 'Accepted, whether or not somebody has the address already.' },
    problems: [400, 401, 403, 409, 413, 415, 429],
  },
];
