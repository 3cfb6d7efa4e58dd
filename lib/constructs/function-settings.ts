import { Stack } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import type { Settings } from '#vocabulary/settings';
import type { Stage } from '#vocabulary/stages';
import { type Deployment, scannerOf } from '../configuration.ts';
import type { JsonSetting, PlainSetting, Setting } from '../functions/function-needs.ts';
import { lockYearsOf } from '../invoicing-configuration.ts';
import { adminOf, mailConfigurationSets } from '../mail-configuration.ts';
import { providerSettings } from '../provider-configuration.ts';
import { routeAccess } from '../routes.ts';
import type { SignInClient } from './sign-in-client.ts';

export type SettingSources = {
  configuration: Deployment['configuration'];
  stage: Stage;
  profile: Deployment['profile'];
  api: apigateway.HttpApi;
  people: SignInClient;
  staff: SignInClient;
};

/** The parts of the configuration and the addresses that functions read from their environment. */
export function functionSettings(sources: SettingSources): Record<Setting, string> {
  const {
    seller,
    brand,
    mail,
    providers,
    plans,
    metering,
    storageSources,
    shopOrigins,
    files,
    signIn,
  } = sources.configuration;
  const { api, people, staff } = sources;
  const inJson: Pick<Settings, JsonSetting> = {
    SELLER: seller,
    ALERTS: sources.configuration.alerts,
    ACCOUNTING: sources.configuration.accounting,
    BRAND: brand,
    MAIL_ADMIN: adminOf(mail),
    MAIL_CONFIGURATION_SETS: mailConfigurationSets(sources.stage),
    SHOP_ORIGINS: shopOrigins,
    FILES: { ...files, scanner: scannerOf(sources) },
    PLANS: plans,
    INVOICING: {
      firstNumbers: sources.configuration.invoicing.firstNumbers,
      lockYears: lockYearsOf(sources.stage, sources.configuration),
    },
    METERING: metering,
    REMINDERS: sources.configuration.reminders,
    RETENTION: sources.configuration.retention,
    STORAGE_SOURCES: storageSources,
    PROVIDERS: providerSettings(providers, brand.name),
    INVOICE_PLATFORM: sources.configuration.invoicePlatform ?? null,
    ROUTE_ACCESS: routeAccess,
  };
  const asTheyAre: Record<PlainSetting, string> = {
    MAIL_FROM: mail.from,
    STAGE: sources.stage,
    API_URL: api.apiEndpoint,
    WEB_URL: api.apiEndpoint,
    TOKEN_ISSUER: issuerOf(people),
    TOKEN_AUDIENCE: people.clientId,
    STAFF_TOKEN_ISSUER: issuerOf(staff),
    STAFF_TOKEN_AUDIENCE: staff.clientId,
    SIGN_IN_URL: people.signIn.url,
    STAFF_SIGN_IN_URL: staff.signIn.url,
    SIGN_IN_LOCALE: signIn.locale,
    LINK_LIFETIME_SECONDS: '300',
  };
  return { ...asTheyAre, ...written(inJson) };
}

const written = (settings: Pick<Settings, JsonSetting>): Record<JsonSetting, string> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, JSON.stringify(value)]),
  ) as Record<JsonSetting, string>;

const issuerOf = ({ signIn: { pool } }: SignInClient): string =>
  `https://cognito-idp.${Stack.of(pool).region}.amazonaws.com/${pool.userPoolId}`;
