import { App } from 'aws-cdk-lib';
import { readDeployment } from '../../lib/configuration.ts';
import { contextWith, type Properties } from './app.ts';

const read = (context: Record<string, unknown>) => readDeployment(new App({ context }).node);

/** The context of cdk.json with one part of the configuration changed; production overrides none. */
function withConfiguration(change: (configuration: Properties) => void): Record<string, unknown> {
  const context = structuredClone(contextWith({ stage: 'prod' }));
  change(context.configuration as Properties);
  return context;
}

test('the configuration of the project is valid', () => {
  expect(read(contextWith()).stage).toBe('dev');
});

test.each([
  [
    'a series of no kind',
    withConfiguration((shop) => (shop.invoicing = { firstNumbers: { 'FX-2026': 2 } })),
    'invoicing.firstNumbers["FX-2026"]',
  ],
  [
    'a series that begins at nothing',
    withConfiguration((shop) => (shop.invoicing = { firstNumbers: { 'FA-2026': 0 } })),
    'FA-2026',
  ],
  ['a stage that does not exist', contextWith({ stage: 'production' }), 'stage'],
  ['no stage', contextWith({ stage: undefined }), 'stage'],
  ['a profile that does not exist', contextWith({ profile: 'huge' }), 'profile'],
  ['no configuration at all', contextWith({ configuration: undefined }), 'configuration.seller'],
  [
    'a SIREN that is too short',
    withConfiguration(({ seller }) => (seller.siren = '12345')),
    'a SIREN has 9 digits',
  ],
  [
    'a SIRET of another company',
    withConfiguration(({ seller }) => (seller.siret = '11111111100011')),
    'a SIRET starts with its SIREN',
  ],
  [
    'VAT without a VAT number',
    withConfiguration(({ seller }) => delete seller.vatNumber),
    'set defaultVatRate to 0',
  ],
  [
    'a rate in per cent with decimals',
    withConfiguration(({ seller }) => (seller.defaultVatRate = 5.5)),
    'configuration.seller.defaultVatRate',
  ],
  [
    'an address that no mail reaches',
    withConfiguration(({ mail }) => (mail.from = 'facturation')),
    'configuration.mail.from',
  ],
  [
    'a colour by its name',
    withConfiguration(({ brand }) => (brand.primaryColor = 'green')),
    'configuration.brand.primaryColor',
  ],
  [
    'a missing logo [C16]',
    withConfiguration(({ brand }) => (brand.logo = 'mine.png')),
    'there is no layers/assets/mine.png',
  ],
  [
    'a logo beside the assets',
    withConfiguration(({ brand }) => (brand.logo = '../../README.png')),
    'the name of a PNG file in layers/assets',
  ],
  ...[-1, 2.5, 31].map((notes): [string, Record<string, unknown>, string] => [
    `${notes} notes to the admin an hour`,
    withConfiguration(({ mail }) => (mail.adminNotesPerHour = notes)),
    'configuration.mail.adminNotesPerHour',
  ]),
  [
    'an unknown entry',
    withConfiguration(({ seller }) => (seller.iban = 'FR76')),
    'Unrecognized key: "iban"',
  ],
  [
    'an origin without its scheme',
    withConfiguration((configuration) => (configuration.shopOrigins = ['shop.example'])),
    'configuration.shopOrigins[0]',
  ],
])('%s is refused, and the message says where', (_, context, named) => {
  expect(() => read(context)).toThrow('The context in cdk.json is not valid');
  expect(() => read(context)).toThrow(named);
});

test('a stage may replace single entries, and keeps the others', () => {
  const mail = { from: 'shop@example.com', admin: 'boss@example.com' };
  const context = contextWith({ stage: 'prod', stages: { prod: { mail } } });
  const { configuration } = read(context);
  expect(configuration.mail).toEqual({ ...mail, adminLocale: 'fr', adminNotesPerHour: 30 });
  expect(configuration.seller).toEqual(read(contextWith()).configuration.seller);
  expect(configuration.shopOrigins).toEqual((context.configuration as Properties).shopOrigins);
  expect(read({ ...context, stage: 'dev' }).configuration.mail.from).not.toBe(mail.from);
});
