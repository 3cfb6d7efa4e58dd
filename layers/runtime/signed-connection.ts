import { AwsClient } from 'aws4fetch';
import { optionalEnvironment, requireEnvironment } from './environment.ts';

export type SignedConnection = {
  /** Without a slash at its end. */
  url: string;
  /** Signs each call; retries a 429 or a 5xx three times. */
  client: AwsClient;
};

/**
 * For a service of which functions make one kind of call: the SDK's client would add the shapes and
 * errors of all its operations to the bundle. Lambda passes credentials in the environment; the
 * endpoint variable is the SDK's.
 */
export function signedConnection(service: 'dynamodb' | 'lambda' | 'ssm'): SignedConnection {
  const { AWS_REGION: region, ...credentials } = requireEnvironment(
    'AWS_REGION',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
  );
  const { AWS_ENDPOINT_URL, AWS_SESSION_TOKEN } = optionalEnvironment(
    'AWS_ENDPOINT_URL',
    'AWS_SESSION_TOKEN',
  );
  const client = new AwsClient({
    accessKeyId: credentials.AWS_ACCESS_KEY_ID,
    secretAccessKey: credentials.AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN,
    service,
    region,
    retries: 3,
  });
  return { url: AWS_ENDPOINT_URL ?? `https://${service}.${region}.amazonaws.com`, client };
}
