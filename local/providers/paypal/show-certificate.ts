import type { Call, Reply } from '../loopback-server.ts';
import type { PayPalAccount } from './account.ts';
import { certificateUrl } from './account.ts';

/** Answers `/v1/notifications/certs/…`, which is public; leaves other paths alone. */
export async function showCertificate(
  account: PayPalAccount,
  call: Call,
): Promise<Reply | undefined> {
  const { pathname } = new URL(certificateUrl(account));
  if (call.method !== 'GET' || call.path !== pathname) return undefined;
  const headers = { 'content-type': 'application/x-x509-ca-cert' };
  return { status: 200, headers, body: await account.signer.certificate() };
}
