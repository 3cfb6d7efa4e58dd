import { readerLanguage } from '#domain/access/reader-language';

test.each([
  ['their choice', 'en', 'fr', 'en'],
  ['their browser’s first one', undefined, 'fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
  ['their browser’s first one of ours', undefined, 'de-DE,de;q=0.9,en-GB;q=0.8,fr;q=0.5', 'en'],
  ['the one with more weight', undefined, 'en;q=0.3, FR-be ; q=0.7', 'fr'],
  ['one that is not refused', undefined, 'fr;q=0,en;q=0.1', 'en'],
  ['their browser’s, after a choice that is none of ours', 'de', 'fr', 'fr'],
] as const)('a reader is asked in %s', (_, asked, accepted, language) => {
  const other = language === 'fr' ? 'en' : 'fr';
  expect(readerLanguage({ asked, accepted }, other)).toBe(language);
});

test.each([undefined, '', '*', 'de', 'de,*;q=0.5', 'french', 'fr;q=none'])(
  'who prefers none of ours (%j) is asked in the shop’s',
  (accepted) => {
    expect(readerLanguage({ accepted }, 'en')).toBe('en');
    expect(readerLanguage({ accepted }, 'fr')).toBe('fr');
  },
);
