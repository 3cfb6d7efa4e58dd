import { contextWith, templatesOf, withEveryProvider } from './app.ts';
import { asking, type Synthesised } from './deployments.ts';

const paths = ({ resourcesOf }: Synthesised): string[] =>
  resourcesOf('app', 'AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties.RouteKey);

const variables = ({ resourcesOf }: Synthesised): string =>
  JSON.stringify(
    resourcesOf('app', 'AWS::Lambda::Function').map(({ Properties }) => Properties.Environment),
  );

describe('a shop that only accepts cards', () => {
  const shop = asking(templatesOf(contextWith({ stage: 'prod' })));

  test('has no route for other providers', () => {
    expect(paths(shop).filter((path) => /paypal|cinetpay|external/.test(path))).toEqual([]);
    expect(paths(shop)).toContain('POST /webhooks/stripe');
  });

  test('has no function, secret or setting of other providers', () => {
    expect(variables(shop)).not.toMatch(/paypal|cinetpay|external/i);
    expect(JSON.stringify(shop.templates)).not.toMatch(
      /parameter\/peage\/prod\/(paypal|cinetpay|external)/,
    );
  });
});

describe('a shop without an invoicing platform', () => {
  const shop = asking(templatesOf(contextWith({ stage: 'prod' })));

  test('has nothing of it: no function, no route, no schedule, no secret, and the relay calls nobody', () => {
    const text = JSON.stringify(shop.templates);
    expect(paths(shop).filter((path) => /invoice-platform/.test(path))).toEqual([]);
    const own = /platform\/(follow|ask|receive)|ask-about-documents\/|invoice-platform/;
    expect(variables(shop)).not.toMatch(/follow-document|invoice-platform/);
    expect(text).not.toMatch(own);
  });

  test('still declares its sales', () => {
    expect(paths(shop)).toContain('GET /v1/admin/e-reporting');
  });
});

test('an invoicing platform over plain HTTP is refused before anything is deployed', () => {
  const invoicePlatform = { apiUrl: 'http://platform.example', tokenUrl: 'https://a.example' };
  const configuration = { ...withEveryProvider.configuration, invoicePlatform };
  expect(() => asking(templatesOf(contextWith({ stage: 'prod', configuration })))).toThrow(
    /cdk.json/,
  );
});

test('PayPal’s live side is used if the configuration says live, and its certificates with it', () => {
  const { configuration } = withEveryProvider;
  const live = asking(
    templatesOf(
      contextWith({
        stage: 'prod',
        configuration: { ...configuration, providers: { paypal: { environment: 'live' } } },
      }),
    ),
  );
  expect(variables(live)).toContain('https://api-m.paypal.com');
  expect(variables(live)).not.toContain('sandbox.paypal.com');
  expect(paths(live)).not.toContain('POST /webhooks/stripe');
});

test.each([
  ['no provider at all', {}],
  ['an unknown one', { adyen: {} }],
  ['a partner over plain HTTP', { external: { ...partner(), apiUrl: 'http://pay.example' } }],
  [
    'a partner with an address range that is none',
    { external: { ...partner(), allowedAddresses: ['10.0.0.0/99'] } },
  ],
  ['CinetPay in euros', { cinetpay: { currencies: ['EUR'] } }],
])('%s is refused before anything is deployed', (_what, providers) => {
  const configuration = { ...withEveryProvider.configuration, providers };
  expect(() => asking(templatesOf(contextWith({ stage: 'prod', configuration })))).toThrow(
    /cdk.json/,
  );
});

function partner() {
  return withEveryProvider.configuration.providers.external;
}
