import { cookieOf, isFromOurPage } from './cookies.ts';

/** The credentials that a request carries. */
export type Credentials = {
  apiKey?: string;
  /** `malformed`: the header is not a bearer token. */
  token?: { text: string } | 'malformed';
  /** The chosen customer of a person who belongs to several. */
  customerWanted?: string;
  /** As chosen in the browser, which may have changed since. */
  customerPreferred?: string;
};

type Request = {
  headers?: Record<string, string | undefined>;
  cookies?: string[];
  requestContext: { http: { method: string } };
};

/**
 * Reads who sends a request. Servers send a key, apps a token; a browser sends its cookie by
 * itself, so the cookie counts only when one of our own pages sends the request.
 */
export function credentialsIn({ headers = {}, cookies, requestContext }: Request): Credentials {
  const { 'x-api-key': apiKey, authorization, 'x-customer': customerWanted } = headers;
  if (authorization !== undefined) {
    const [, text] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    return { apiKey, customerWanted, token: text === undefined ? 'malformed' : { text } };
  }
  const text = cookieOf({ cookies }, 'idToken');
  if (apiKey !== undefined || text === undefined) return { apiKey, customerWanted };
  if (!isFromOurPage(headers, requestContext.http.method)) return { customerWanted };
  const customerPreferred = cookieOf({ cookies }, 'customer');
  return { customerWanted, customerPreferred, token: { text } };
}
