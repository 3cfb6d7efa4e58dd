import { refreshPath, signInCallback, signInPath, signOutPath, siteHome } from '#vocabulary/paths';
import type { Route } from '../route.ts';

/** They are for people without a session yet, or before they have chosen for whom they act. */
export const signInRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: siteHome,
    function: 'pages/show-home',
    access: 'open',
    openBecause: 'A static page; it requests who is signed in with the cookie.',
  },
  {
    method: 'GET',
    path: signInPath,
    function: 'auth/start-sign-in',
    access: 'open',
    openBecause: 'Sends the browser to the sign-in pages, and shows nothing.',
  },
  {
    method: 'GET',
    path: signInCallback,
    function: 'auth/finish-sign-in',
    access: 'open',
    openBecause: 'The browser proves itself by its code, its state and its signed cookie.',
  },
  {
    method: 'POST',
    path: refreshPath,
    function: 'auth/refresh-session',
    access: 'open',
    openBecause: 'The browser proves itself by its refresh token; the other one may be over.',
  },
  {
    method: 'POST',
    path: signOutPath,
    function: 'auth/sign-out',
    access: 'open',
    openBecause: 'Only deletes the caller’s own cookies, and works when they are over.',
  },
  {
    method: 'GET',
    path: '/v1/session',
    function: 'auth/get-session',
    access: 'open',
    openBecause:
      'The function verifies the person’s token, and also answers who has not chosen yet.',
  },
  {
    method: 'PUT',
    path: '/v1/session',
    function: 'auth/choose-customer',
    access: 'open',
    openBecause:
      'The function verifies the person’s token, and also answers who has not chosen yet.',
  },
];
