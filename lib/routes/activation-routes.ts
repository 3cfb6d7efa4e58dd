import { activationPage } from '#vocabulary/paths';
import { type Route, type RouteLimit, signedIn } from '../route.ts';

const mailedLink = 'The mailed token is the proof, which the function verifies.';

/** Guessing is hopeless (256 bits), but mails and people are made here. */
const limit: RouteLimit = { ratePerSecond: 10, burst: 40 };

/** How mailboxes are proven: by guests and invited people, and by members with another address. */
export const activationRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/activations',
    function: 'activations/request-activation',
    access: 'open',
    openBecause: 'Tells nothing: the answer is the same for every address; the mail goes to it.',
    limit,
  },
  {
    method: 'GET',
    path: '/v1/activations/{token}',
    function: 'activations/get-activation',
    access: 'open',
    openBecause: mailedLink,
    limit,
  },
  {
    method: 'POST',
    path: '/v1/activations/{token}',
    function: 'activations/activate-account',
    access: 'open',
    openBecause: mailedLink,
    limit,
  },
  signedIn('POST', '/v1/session/email', 'members/request-email-change'),
  {
    method: 'GET',
    path: activationPage,
    function: 'pages/show-activation',
    access: 'open',
    openBecause: 'A static page; it requests its content with the mailed token.',
  },
];
