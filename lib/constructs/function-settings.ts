import { Stack } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import type { Settings } from '#vocabulary/settings';
import type { Deployment } from '../configuration.ts';
import type { JsonSetting, PlainSetting, Setting } from '../functions/function-needs.ts';
import { adminOf } from '../mail-configuration.ts';
import { providerSettings } from '../provider-configuration.ts';
import { routeAccess } from '../routes.ts';
import type { SignIn } from './sign-in.ts';

export type SettingSources = {
  configuration: Deployment['configuration'];
  api: apigateway.HttpApi;
  people: SignIn;
  staff: SignIn;
};

/** The parts of the configuration and the addresses that functions read from their environment. */
export function functionSettings(sources: SettingSources): Record<Setting, string> {
  const { seller, brand, mail, providers, plans, metering, storageSources, shopOrigins } =
    sources.configuration;
  const { api, people, staff } = sources;
  const inJson: Pick<Settings, JsonSetting> = {
    SELLER: seller,
    BRAND: brand,
    MAIL_ADMIN: adminOf(mail),
    SHOP_ORIGINS: shopOrigins,
    PLANS: plans,
    METERING: metering,
    STORAGE_SOURCES: storageSources,
    PROVIDERS: providerSettings(providers, brand.name),
    ROUTE_ACCESS: routeAccess,
  };
  const asTheyAre: Record<PlainSetting, string> = {
    MAIL_FROM: mail.from,
    API_URL: api.apiEndpoint,
    WEB_URL: api.apiEndpoint,
    TOKEN_ISSUER: issuerOf(people),
    TOKEN_AUDIENCE: people.client.userPoolClientId,
    STAFF_TOKEN_ISSUER: issuerOf(staff),
    STAFF_TOKEN_AUDIENCE: staff.client.userPoolClientId,
    LINK_LIFETIME_SECONDS: '300',
  };
  return { ...asTheyAre, ...written(inJson) };
}

const written = (settings: Pick<Settings, JsonSetting>): Record<JsonSetting, string> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, JSON.stringify(value)]),
  ) as Record<JsonSetting, string>;

const issuerOf = ({ pool }: SignIn): string =>
  `https://cognito-idp.${Stack.of(pool).region}.amazonaws.com/${pool.userPoolId}`;
