import { variableOf } from '#runtime/environment';
import type { ProviderSettings } from '#vocabulary/provider-settings';
import type { ProviderName } from '#vocabulary/providers';
import type { Settings } from '#vocabulary/settings';

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
