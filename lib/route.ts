import type {
  ApiPath,
  activationPage,
  callbackPath,
  healthPath,
  invoicePage,
  openApiPath,
  platformWebhookPath,
  refreshPath,
  resultPage,
  signInCallback,
  signInPath,
  signOutPath,
  siteHome,
  webhookPath,
} from '#vocabulary/paths';
import type { ProviderName } from '#vocabulary/providers';
import type { RouteAccess } from '#vocabulary/settings';
import type { FunctionName } from './functions.ts';

/**
 * Who may call a route. The authorizer identifies the caller and rejects callers that the route
 * does not accept before its function runs; the function decides what belongs to them.
 *
 * - `signedIn`: people with a token.
 * - `known`: people, and servers with an API key.
 * - `anyone`: guests too; one address serves shops, members and guests, who may hold a client
 *   token.
 * - `open`: no check; the function verifies its caller itself (a provider's signature) or shows
 *   nothing private.
 */
type Access = { access: RouteAccess | 'signedIn' } | { access: 'open'; openBecause: string };

/** Request limit of one route; the route then has a bucket of its own. */
export type RouteLimit = { ratePerSecond: number; burst: number };

/** Paths that no client of the API calls: they are for providers, browsers and monitors. */
type OtherPath =
  | ReturnType<typeof webhookPath | typeof callbackPath>
  | typeof platformWebhookPath
  | typeof invoicePage
  | typeof resultPage
  | typeof activationPage
  | typeof openApiPath
  | typeof signInPath
  | typeof signInCallback
  | typeof refreshPath
  | typeof signOutPath
  | typeof siteHome
  | typeof healthPath;

export type Route = Access & {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: ApiPath | OtherPath;
  function: FunctionName;
  /** Present only where this provider is configured. */
  provider?: ProviderName;
  limit?: RouteLimit;
};

/** A route for people with a token. */
export const signedIn = (
  method: Route['method'],
  path: Route['path'],
  name: FunctionName,
): Route => ({
  method,
  path,
  function: name,
  access: 'signedIn',
});
