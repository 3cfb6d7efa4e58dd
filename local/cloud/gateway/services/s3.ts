import type { Call, Service } from '../call.ts';
import type { HttpReply, HttpRequest } from '../http-message.ts';
import type { Right } from '../policy.ts';
import { accessDenied, errorReply, notImplemented } from '../wire-error.ts';

/** S3, path style: `/bucket/key`. */
export const s3: Service = {
  protocol: () => 'rest-xml',
  read: (request) => {
    const [, bucket = '', encodedKey = ''] = /^\/([^/]*)\/?(.*)$/s.exec(request.path) ?? [];
    const parameters = new URLSearchParams(request.query);
    const place: Place = { bucket, key: decodeURIComponent(encodedKey), parameters };
    const { operation, rights } = place.key ? ofObject(request, place) : ofBucket(request, place);
    return {
      service: 's3',
      operation,
      protocol: 'rest-xml',
      rights,
      destination: 'queuesAndStorage',
      finish: (reply, may) => finished(reply, place, request, may),
      units: (reply) => ({ requests: 1, bytes: request.body.length + reply.body.length }),
    };
  },
};

type Place = { bucket: string; key: string; parameters: URLSearchParams };
type Reading = Pick<Call, 'operation' | 'rights'>;

const bucketArn = (bucket: string): string => `arn:aws:s3:::${bucket}`;

const right = (action: string, resource: string, context: Right['context'] = {}): Right => ({
  action: `s3:${action}`,
  resource,
  context,
});

/** Query parameters that turn a request for an object into another operation. */
const subresources = [
  'acl',
  'tagging',
  'retention',
  'legal-hold',
  'attributes',
  'torrent',
  'select',
];

function ofObject({ method, headers }: HttpRequest, { bucket, key, parameters }: Place): Reading {
  const object = `${bucketArn(bucket)}/${key}`;
  const subresource = subresources.find((name) => parameters.has(name));
  if (subresource) throw notImplemented(`S3's ${method} ?${subresource}`);
  const suffix = parameters.has('versionId') ? 'Version' : '';
  switch (method) {
    case 'GET':
      return { operation: 'GetObject', rights: [right(`GetObject${suffix}`, object)] };
    case 'HEAD':
      return { operation: 'HeadObject', rights: [right(`GetObject${suffix}`, object)] };
    case 'DELETE':
      return { operation: 'DeleteObject', rights: [right(`DeleteObject${suffix}`, object)] };
    case 'PUT':
    case 'POST': {
      const source = headers['x-amz-copy-source'];
      const copied = typeof source === 'string' ? [right('GetObject', sourceArn(source))] : [];
      const operation = copied.length > 0 ? 'CopyObject' : 'PutObject';
      return { operation, rights: [right('PutObject', object), ...copied] };
    }
    default:
      throw notImplemented(`S3's ${method}`);
  }
}

const sourceArn = (source: string): string =>
  `arn:aws:s3:::${decodeURIComponent(source).replace(/^\//, '').replace(/\?.*$/, '')}`;

function ofBucket({ method }: HttpRequest, { bucket, parameters }: Place): Reading {
  if (method === 'GET' && !bucket)
    return { operation: 'ListBuckets', rights: [right('ListAllMyBuckets', '*')] };
  const prefix = parameters.get('prefix') ?? '';
  if (method === 'HEAD')
    return { operation: 'HeadBucket', rights: [right('ListBucket', bucketArn(bucket))] };
  const isListing = method === 'GET' && (parameters.has('list-type') || parameters.size === 0);
  if (!isListing) throw notImplemented(`S3's ${method} of a bucket with ?${parameters}`);
  const context = { 's3:prefix': [prefix] };
  return { operation: 'ListObjectsV2', rights: [right('ListBucket', bucketArn(bucket), context)] };
}

/** Headers that a reader may set by `response-…` parameters; the engine ignores them. */
const chosenHeaders = [
  'content-type',
  'content-disposition',
  'content-language',
  'content-encoding',
  'cache-control',
  'expires',
];

function finished(
  reply: HttpReply,
  { bucket, parameters }: Place,
  { method }: HttpRequest,
  may: (right: Right) => boolean,
): HttpReply {
  const isRead = method === 'GET' || method === 'HEAD';
  if (isRead && reply.status === 404 && !may(right('ListBucket', bucketArn(bucket))))
    return hiddenAbsence(bucket, method);
  if (!isRead || reply.status >= 300) return reply;
  const headers = { ...reply.headers };
  for (const name of chosenHeaders) {
    const chosen = parameters.get(`response-${name}`);
    if (chosen) headers[name] = chosen;
  }
  return { ...reply, headers };
}

/** Without the right to list a bucket, a caller does not learn that an object is missing. */
function hiddenAbsence(bucket: string, method: string): HttpReply {
  const message = `User is not authorized to perform: s3:ListBucket on resource: "${bucketArn(bucket)}" because no identity-based policy allows the s3:ListBucket action`;
  const reply = errorReply('rest-xml', accessDenied('rest-xml', message));
  return method === 'HEAD' ? { ...reply, body: Buffer.alloc(0) } : reply;
}
