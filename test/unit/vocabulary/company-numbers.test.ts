import { isSiren, isSiret, isVatNumber } from '#vocabulary/company-numbers';

test.each(['732829320', '552100554', '356000000'])('%s is a SIREN', (siren) => {
  expect(isSiren(siren)).toBe(true);
});

test.each(['732829321', '123456789', '73282932', '7328293200', '73282932O', ''])(
  '%j is none',
  (siren) => {
    expect(isSiren(siren)).toBe(false);
  },
);

test.each([
  ['55210055400013', true],
  ['73282932000074', true],
  ['73282932000075', false],
  ['12345678900001', false],
  // La Poste: the head office passes Luhn, a branch only the sum of its digits.
  ['35600000000048', true],
  ['35600000012346', true],
  ['35600000012345', false],
])('SIRET %s: %s', (siret, isOne) => {
  expect(isSiret(siret)).toBe(isOne);
});

test.each([
  ['FR44732829320', true],
  ['FR45732829320', false],
  ['FRK7399859412', true],
  ['FRIO732829320', false],
  ['DE123456789', true],
  ['DE12345678', false],
  ['ATU12345678', true],
  ['AT12345678', false],
  ['EL123456789', true],
  ['NL123456789B01', true],
  ['NL12345678901', false],
  ['XI123456789', true],
  ['CI1234567A', true],
  ['ZZ123456789', false],
])('VAT number %s: %s', (number, isOne) => {
  expect(isVatNumber(number)).toBe(isOne);
});
