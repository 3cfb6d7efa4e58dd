import * as fc from 'fast-check';
import { contrastOf, hexOf, type Rgb, rgbOf } from '#vocabulary/colors';
import { signInStyle } from '../../lib/constructs/sign-in-style.ts';
import type { Properties } from './app.ts';

const styleOf = (primaryColor: string, logo?: string): Properties =>
  signInStyle({ name: 'Lilas', supportEmail: 'bonjour@lilas.example', primaryColor, logo });

/** What Cognito documents of its settings: any other key is an error of the deployment. */
const documented = {
  'categories.global': ['colorSchemeMode'],
  'componentClasses.focusState.lightMode': ['borderColor'],
  'componentClasses.link.lightMode.defaults': ['textColor'],
  'componentClasses.link.lightMode.hover': ['textColor'],
  'components.pageBackground.image': ['enabled'],
  'components.pageBackground.lightMode': ['color'],
  'components.primaryButton.lightMode.active': ['backgroundColor', 'textColor'],
  'components.primaryButton.lightMode.defaults': ['backgroundColor', 'textColor'],
  'components.primaryButton.lightMode.hover': ['backgroundColor', 'textColor'],
  'components.secondaryButton.lightMode.active': ['backgroundColor', 'borderColor', 'textColor'],
  'components.secondaryButton.lightMode.defaults': ['backgroundColor', 'borderColor', 'textColor'],
  'components.secondaryButton.lightMode.hover': ['backgroundColor', 'borderColor', 'textColor'],
  'components.form.logo': ['enabled', 'formInclusion', 'location', 'position'],
};

function leavesOf(value: unknown, path = ''): [path: string, value: unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

const paths = Object.entries(documented).flatMap(([path, keys]) =>
  keys.map((key) => `${path}.${key}`),
);

test('the style has only what Cognito documents, and each colour with its opacity', () => {
  for (const [path, value] of leavesOf(styleOf('#1F5F4A', 'logo.png').settings)) {
    expect(paths).toContain(path);
    if (path.toLowerCase().endsWith('color')) expect(value).toMatch(/^[0-9a-f]{6}ff$/);
  }
});

test('a shop without a logo shows none', () => {
  const { settings, assets } = styleOf('#1f5f4a');
  expect(settings.components.form.logo.enabled).toBe(false);
  expect(assets).toBeUndefined();
  expect(styleOf('#1f5f4a', 'logo.png').settings.components.form.logo.enabled).toBe(true);
});

test('whatever the colour, each text can be read, and the field that is typed in be seen', () => {
  const part = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.tuple(part, part, part), (color: Rgb) => {
      const { components, componentClasses } = styleOf(hexOf(color)).settings;
      const of = (written: string) => rgbOf(`#${written}`);
      const contrasts = [
        ...Object.values<Properties>(components.primaryButton.lightMode),
        ...Object.values<Properties>(components.secondaryButton.lightMode),
        ...Object.values<Properties>(componentClasses.link.lightMode),
      ].map((text) => contrastOf(of(text.textColor), of(text.backgroundColor ?? 'ffffff')));
      const field = contrastOf(of(componentClasses.focusState.lightMode.borderColor), of('ffffff'));
      return contrasts.every((contrast) => contrast >= 4.5) && field >= 3;
    }),
  );
});

test('a button keeps the colour of the brand, and changes under the hand', () => {
  for (const [color, text] of [
    ['1f5f4a', 'ffffffff'],
    ['ffe600', '000000ff'],
  ]) {
    const { defaults, hover } = styleOf(`#${color}`).settings.components.primaryButton.lightMode;
    expect(defaults).toEqual({ backgroundColor: `${color}ff`, textColor: text });
    expect(hover.textColor).toBe(text);
    expect(hover.backgroundColor).not.toBe(defaults.backgroundColor);
  }
});
