import * as activations from '../activations.ts';
import type { Operation } from './operation.ts';

/** How guests and invited people get an account. */
export const peopleOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/activations',
    id: 'requestActivation',
    tag: 'Activations',
    summary: 'Mail a new link to set a password, replacing the last one',
    description:
      'The answer is the same whether or not somebody waits for a link: at most one mail a minute, and three a day.',
    security: [],
    isRepeatable: true,
    body: activations.requestActivationRequest,
    answers: { 202: 'Accepted.' },
    problems: [400, 413, 415],
  },
  {
    method: 'get',
    path: '/v1/activations/{token}',
    id: 'getActivation',
    tag: 'Activations',
    summary: 'Read for whom a mailed link is, and the rules of a password',
    description: 'Reading does not use the link up.',
    security: [],
    answers: { 200: activations.activationView },
    problems: [410],
  },
  {
    method: 'post',
    path: '/v1/activations/{token}',
    id: 'activate',
    tag: 'Activations',
    summary: 'Set a password and become a member, or confirm a new address',
    description:
      'A weak password does not use the link up. Who has a password keeps it, and need not send one. 409 `member_exists`: somebody signs in with the new address already.',
    security: [],
    isRepeatable: true,
    body: activations.activateRequest,
    answers: { 204: 'Done; the same request within two minutes is answered alike.' },
    problems: [400, 409, 410, 413, 415, 422, 503],
  },
];
