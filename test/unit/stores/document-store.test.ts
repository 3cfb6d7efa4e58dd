import type { S3Client } from '@aws-sdk/client-s3';
import { S3DocumentStore } from '#stores/document-store';

const document = { key: 'invoices/2026/FA-2026-000001.pdf', sha256: 'ab'.repeat(32), bytes: 4 };

async function stored(lockYears?: number | null): Promise<Record<string, unknown>> {
  const sent: Record<string, unknown>[] = [];
  const client = {
    send: async ({ input }: { input: Record<string, unknown> }) => void sent.push(input),
  } as unknown as S3Client;
  await new S3DocumentStore(client, 'documents', lockYears).put(document, new Uint8Array(4));
  return sent[0]!;
}

test('a document is locked until ten years after the end of its year, where the shop wants it', async () => {
  expect(await stored(10)).toMatchObject({
    Key: document.key,
    ObjectLockMode: 'GOVERNANCE',
    ObjectLockRetainUntilDate: new Date('2037-01-01T00:00:00.000Z'),
  });
});

test('elsewhere nothing is locked', async () => {
  expect(await stored()).not.toHaveProperty('ObjectLockMode');
  expect(await stored(null)).not.toHaveProperty('ObjectLockRetainUntilDate');
});
