import type { Seller } from '#domain/invoices/invoice';
import type { Locale } from '#domain/money';
import type { Plans } from '#domain/plans/plan';
import type { Brand } from '#messaging/brand';
import type { ProviderSettings } from '#providers/provider-settings';
import { variableOf } from '#runtime/environment';
import type { PrefixSettings } from '#stores/prefix-sizes';
import type { ProviderName } from '#vocabulary/providers';

/** The variables that hold JSON, with the type of each. */
type Settings = {
  SELLER: Seller;
  BRAND: Brand & { logo?: string };
  MAIL_ADMIN: { address: string; locale: Locale; notesPerHour: number };
  PLANS: Plans;
  METERING: { graceHours: number };
  PROVIDERS: ProviderSettings;
  STORAGE_SOURCES: readonly PrefixSettings[];
  SHOP_ORIGINS: readonly string[];
  ROUTE_ACCESS: Readonly<Record<string, 'known' | 'anyone'>>;
  SUBSCRIPTIONS: Record<string, { url: string; onlyAbout?: string }[]>;
};

/**
 * Reads one setting at the cold start. A schema checked its content before deployment, so this only
 * checks that it exists and is JSON: a schema would cost bytes and load time
 * (docs/decisions/0034-vocabulary-and-wiring.md).
 *
 * @throws Error when the variable is missing, or holds no object or list.
 */
export function setting<Name extends keyof Settings>(name: Name): Settings[Name] {
  const value: unknown = JSON.parse(variableOf(name));
  if (typeof value !== 'object' || value === null)
    throw new Error(`${name} is not a JSON object or list`);
  return value as Settings[Name];
}

/**
 * The terms agreed with the provider of this function, which is not deployed without that provider.
 *
 * @throws Error when the shop does not use the provider.
 */
export function providerSetting<Name extends ProviderName>(
  name: Name,
): NonNullable<ProviderSettings[Name]> {
  const settings = setting('PROVIDERS')[name];
  if (!settings) throw new Error(`${name} is not configured`);
  return settings;
}
