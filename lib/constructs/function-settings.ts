import { Stack } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import type { Deployment } from '../configuration.ts';
import type { Setting } from '../functions.ts';
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
  return {
    SELLER: JSON.stringify(seller),
    BRAND: JSON.stringify(brand),
    MAIL_FROM: mail.from,
    MAIL_ADMIN: JSON.stringify(adminOf(mail)),
    SHOP_ORIGINS: JSON.stringify(shopOrigins),
    API_URL: api.apiEndpoint,
    WEB_URL: api.apiEndpoint,
    PLANS: JSON.stringify(plans),
    METERING: JSON.stringify(metering),
    STORAGE_SOURCES: JSON.stringify(storageSources),
    PROVIDERS: JSON.stringify(providerSettings(providers, brand.name)),
    TOKEN_ISSUER: issuerOf(people),
    TOKEN_AUDIENCE: people.client.userPoolClientId,
    STAFF_TOKEN_ISSUER: issuerOf(staff),
    STAFF_TOKEN_AUDIENCE: staff.client.userPoolClientId,
    ROUTE_ACCESS: JSON.stringify(routeAccess),
    LINK_LIFETIME_SECONDS: '300',
  };
}

const issuerOf = ({ pool }: SignIn): string =>
  `https://cognito-idp.${Stack.of(pool).region}.amazonaws.com/${pool.userPoolId}`;
