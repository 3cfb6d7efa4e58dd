/**
 * List prices of AWS in Paris (eu-west-3), on demand, in US dollars for one unit, first paid tier,
 * nothing deducted for free tiers. Each with the day on which the price list said so.
 */
export const prices = {
  httpApiRequest: { usd: 1.17e-6, unit: 'request', asOf: '2026-10-02' },
  lambdaRequest: { usd: 2e-7, unit: 'request', asOf: '2026-10-01' },
  lambdaGbSecond: { usd: 1.33334e-5, unit: 'GB-second, arm64', asOf: '2026-10-01' },
  sqsRequest: { usd: 4e-7, unit: 'request of up to 64 KB', asOf: '2026-09-07' },
  dynamodbWriteUnit: { usd: 7.423e-7, unit: 'write request unit', asOf: '2026-09-07' },
  dynamodbReadUnit: { usd: 1.487e-7, unit: 'read request unit', asOf: '2026-09-07' },
  s3Put: { usd: 5.3e-6, unit: 'PUT', asOf: '2026-09-28' },
  s3Get: { usd: 4.2e-7, unit: 'GET', asOf: '2026-09-28' },
  /** Every region; attachments apart. */
  sesEmail: { usd: 1e-4, unit: 'e-mail', asOf: '2026' },
  logsGigabyte: { usd: 0.5985, unit: 'GB', asOf: '2026-10-07' },
  /** Standard parameters are free to keep and to read. */
  ssmStandardParameter: { usd: 0, unit: 'read', asOf: '2026' },
} as const;
