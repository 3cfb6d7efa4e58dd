import type { Clock } from '#domain/clock';
import type { ProviderSettings } from '#vocabulary/provider-settings';
import type { Fetch } from '../http-client.ts';
import type { CinetPayApi, Connection } from './api.ts';
import { V1Api } from './v1-api.ts';
import { V2Api } from './v2-api.ts';

export type CinetPaySettings = NonNullable<ProviderSettings['cinetpay']> & {
  keys: {
    /** Live values, newest first; they may belong to different generations. */
    apiKeys: readonly string[];
    /** Belongs to a key of the new API. */
    apiPassword?: string;
    /** Belongs to a key of the older API. */
    siteId?: string;
  };
  fetch?: Fetch;
  now: Clock;
  /** Per request; one question to the provider may need several. */
  timeoutMs?: number;
};

/**
 * Opens the APIs of the generations with keys, the newest key's first, each with its newest key: a
 * shop that changes generations has keys of both while old payments are open.
 *
 * @throws Error when there is no key, or one lacks the other credentials of its generation.
 */
export function openApis(settings: CinetPaySettings): readonly [CinetPayApi, ...CinetPayApi[]] {
  const [newest, ...others] = settings.keys.apiKeys.map((apiKey) => openApi(settings, apiKey));
  if (!newest) throw new Error('CinetPay needs an API key');
  const older = others.find(({ generation }) => generation !== newest.generation);
  return older ? [newest, older] : [newest];
}

function openApi(settings: CinetPaySettings, apiKey: string): CinetPayApi {
  const { apiPassword, siteId } = settings.keys;
  const { url, generation } = homeOf(settings, apiKey);
  const connection: Connection = { url, fetch: settings.fetch, timeoutMs: settings.timeoutMs };
  if (generation === 'v1')
    return new V1Api(
      connection,
      { apiKey, apiPassword: needed(apiPassword, 'the API password') },
      settings.now,
    );
  return new V2Api(connection, { apiKey, siteId: needed(siteId, 'the site id') });
}

function homeOf(settings: CinetPaySettings, apiKey: string) {
  if (apiKey.startsWith('sk_test_')) return { generation: 'v1', url: settings.sandboxUrl };
  if (apiKey.startsWith('sk_live_')) return { generation: 'v1', url: settings.liveUrl };
  return { generation: 'v2', url: settings.checkoutUrl };
}

function needed(value: string | undefined, name: string): string {
  if (!value) throw new Error(`CinetPay’s key needs ${name} as well`);
  return value;
}
