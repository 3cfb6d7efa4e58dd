import { optionalEnvironment, requireEnvironment } from '#runtime/environment';
import { uploadPolicies } from '#stores/upload-policies';

const { FILES_BUCKET: bucket, ...own } = requireEnvironment(
  'FILES_BUCKET',
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
);
const { AWS_ENDPOINT_URL, AWS_SESSION_TOKEN } = optionalEnvironment(
  'AWS_ENDPOINT_URL',
  'AWS_SESSION_TOKEN',
);
const url = AWS_ENDPOINT_URL
  ? `${AWS_ENDPOINT_URL}/${bucket}`
  : `https://${bucket}.s3.${own.AWS_REGION}.amazonaws.com/`;

/** Signs grants to upload a file, with the credentials of this function. */
export const grantUpload = uploadPolicies(
  { url, bucket },
  {
    region: own.AWS_REGION,
    accessKeyId: own.AWS_ACCESS_KEY_ID,
    secretAccessKey: own.AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN,
  },
);
