import type { Call } from '../call.ts';
import type { UploadForm } from '../upload-form.ts';
import { keyOf } from '../upload-policy.ts';

/** Stores the file of a checked form: for the engine an ordinary object. */
export function uploadCall(form: UploadForm): Call {
  const { bucket, fields, file } = form;
  const key = keyOf(form);
  const encoded = key.split('/').map(encodeURIComponent).join('/');
  return {
    service: 's3',
    operation: 'PostObject',
    protocol: 'rest-xml',
    rights: [{ action: 's3:PutObject', resource: `arn:aws:s3:::${bucket}/${key}`, context: {} }],
    destination: 'queuesAndStorage',
    forwarded: {
      method: 'PUT',
      path: `/${bucket}/${encoded}`,
      query: '',
      headers: { 'content-type': fields.get('content-type') ?? 'binary/octet-stream' },
      body: file.bytes,
    },
    finish: (reply) => (reply.status === 200 ? { ...reply, status: 204 } : reply),
    units: () => ({ requests: 1, bytes: file.bytes.length }),
  };
}
