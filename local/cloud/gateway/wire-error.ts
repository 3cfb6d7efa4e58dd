import { randomUUID } from 'node:crypto';
import type { HttpReply } from './http-message.ts';

/** The error format of a service. */
export type Protocol = 'json' | 'cognito' | 'sqs' | 'rest-xml' | 'query' | 'rest-json';

/** An error answer in the service's own words. */
export class WireError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const jsonBody = ({ code, message }: WireError, namespace: string) =>
  JSON.stringify({ __type: `${namespace}#${code}`, message, Message: message });

const writers: Record<Protocol, (error: WireError, id: string) => [string, string]> = {
  json: (error) => ['application/x-amz-json-1.0', jsonBody(error, 'com.amazon.coral.service')],
  cognito: (error) => ['application/x-amz-json-1.1', jsonBody(error, 'com.amazonaws.cognito')],
  sqs: (error) => ['application/x-amz-json-1.0', jsonBody(error, 'com.amazonaws.sqs')],
  'rest-json': ({ message }) => ['application/json', JSON.stringify({ message })],
  'rest-xml': ({ code, message }, id) => [
    'application/xml',
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${xmlText(message)}</Message><RequestId>${id}</RequestId></Error>`,
  ],
  query: ({ code, message, status }, id) => [
    'text/xml',
    `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${xmlText(message)}</Message></Error><RequestId>${id}</RequestId></ErrorResponse>`,
  ],
};

/** Writes an error in the service's format. */
export function errorReply(protocol: Protocol, error: WireError): HttpReply {
  const id = randomUUID();
  const [contentType, body] = writers[protocol](error, id);
  const headers: Record<string, string> = {
    'content-type': contentType,
    'x-amzn-requestid': id,
  };
  if (protocol === 'rest-json') headers['x-amzn-errortype'] = error.code;
  if (protocol === 'sqs')
    headers['x-amzn-query-error'] = `${error.code};${error.status < 500 ? 'Sender' : 'Receiver'}`;
  return { status: error.status, headers, body: Buffer.from(body) };
}

type Wording = Record<Protocol, [status: number, code: string]>;

const deniedAs: Wording = {
  json: [400, 'AccessDeniedException'],
  cognito: [400, 'AccessDeniedException'],
  sqs: [403, 'AccessDeniedException'],
  'rest-json': [403, 'AccessDeniedException'],
  'rest-xml': [403, 'AccessDenied'],
  query: [403, 'AccessDenied'],
};

const unknownKeyAs: Wording = {
  json: [400, 'UnrecognizedClientException'],
  cognito: [400, 'UnrecognizedClientException'],
  sqs: [403, 'InvalidClientTokenId'],
  'rest-json': [403, 'UnrecognizedClientException'],
  'rest-xml': [403, 'InvalidAccessKeyId'],
  query: [403, 'InvalidClientTokenId'],
};

const badSignatureAs: Wording = {
  json: [400, 'InvalidSignatureException'],
  cognito: [400, 'InvalidSignatureException'],
  sqs: [403, 'SignatureDoesNotMatch'],
  'rest-json': [403, 'InvalidSignatureException'],
  'rest-xml': [403, 'SignatureDoesNotMatch'],
  query: [403, 'SignatureDoesNotMatch'],
};

const throttledAs: Wording = {
  json: [400, 'ThrottlingException'],
  cognito: [400, 'TooManyRequestsException'],
  sqs: [403, 'ThrottlingException'],
  'rest-json': [429, 'TooManyRequestsException'],
  'rest-xml': [503, 'SlowDown'],
  query: [400, 'Throttling'],
};

const failedAs: Wording = {
  json: [500, 'InternalServerError'],
  cognito: [500, 'InternalErrorException'],
  sqs: [500, 'InternalError'],
  'rest-json': [500, 'InternalFailure'],
  'rest-xml': [500, 'InternalError'],
  query: [500, 'InternalFailure'],
};

const worded = (wording: Wording, message: string) => (protocol: Protocol) =>
  new WireError(...wording[protocol], message);

export const accessDenied = (protocol: Protocol, message: string): WireError =>
  worded(deniedAs, message)(protocol);

export const unknownKey = (protocol: Protocol): WireError =>
  worded(unknownKeyAs, 'The security token included in the request is invalid.')(protocol);

export const badSignature = (protocol: Protocol): WireError =>
  worded(
    badSignatureAs,
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
  )(protocol);

export const throttled = (protocol: Protocol): WireError =>
  worded(throttledAs, 'Rate exceeded (asked for by a test)')(protocol);

export const failed = (protocol: Protocol): WireError =>
  worded(failedAs, 'Internal failure (asked for by a test)')(protocol);

/** The local cloud must fail loudly where it cannot act: silence would pass for success. */
export function notImplemented(what: string): WireError {
  console.error(`WARNING: the local cloud does not know ${what}: answered 501`);
  return new WireError(501, 'NotImplemented', `The local cloud does not know ${what}.`);
}
