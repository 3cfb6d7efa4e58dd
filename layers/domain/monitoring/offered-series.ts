import type { Currency } from '#vocabulary/currencies';
import type { ProviderCatalogue } from '../payments/choose-provider.ts';
import type { ProviderName } from '../payments/payment.ts';
import type { Capabilities } from '../payments/payment-provider.ts';
import type { SeriesKey } from './counters.ts';

/** Every provider, method and currency in which the shop takes payments: at most a few dozen. */
export const offeredSeries = (catalogue: ProviderCatalogue): SeriesKey[] =>
  (Object.entries(catalogue) as [ProviderName, Capabilities][]).flatMap(
    ([provider, { methods, amounts }]) =>
      methods.flatMap((method) =>
        (Object.keys(amounts) as Currency[]).map(
          (currency): SeriesKey => `${provider}#${method}#${currency}`,
        ),
      ),
  );
