import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Brand } from '#vocabulary/brand';
import { black, contrastOf, hexOf, type Rgb, rgbOf, textOn, white } from '#vocabulary/colors';
import { encodedLogo } from '../brand-logo.ts';

/** The colour of the page behind the form, as in mails. */
const page: Rgb = [243, 246, 247];

/** Text of links and of the second button, on the white form (WCAG 2, AA). */
const readable = 4.5;

/** The border of the field that is typed in (WCAG 2, 1.4.11). */
const visible = 3;

/**
 * How the pages of sign-in look: in the brand's colour and with its logo. What is not named here
 * stays as Cognito gives it; its dark mode has colours of its own, and is left out.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateManagedLoginBranding.html
 */
export function signInStyle({
  primaryColor,
  logo,
}: Brand): Pick<cognito.CfnManagedLoginBrandingProps, 'settings' | 'assets'> {
  const color = rgbOf(primaryColor);
  return {
    settings: {
      categories: { global: { colorSchemeMode: 'LIGHT' } },
      componentClasses: {
        focusState: { lightMode: { borderColor: written(onWhite(color, visible)) } },
        link: {
          lightMode: { defaults: textColor(color), hover: textColor(mixed(color, black)) },
        },
      },
      components: {
        pageBackground: { image: { enabled: false }, lightMode: { color: written(page) } },
        primaryButton: { lightMode: buttonColors(color) },
        secondaryButton: { lightMode: frameColors(color) },
        form: { logo: { enabled: logo !== undefined, location: 'CENTER', position: 'TOP' } },
      },
    },
    ...(logo !== undefined && { assets: [formLogo(logo)] }),
  };
}

const formLogo = (logo: string): cognito.CfnManagedLoginBranding.AssetTypeProperty => ({
  category: 'FORM_LOGO',
  colorMode: 'LIGHT',
  extension: 'PNG',
  bytes: encodedLogo(logo),
});

/** Under the hand it moves away from its text, which can then be read even better. */
function buttonColors(color: Rgb) {
  const text = textOn(color);
  const of = (background: Rgb) => ({
    backgroundColor: written(background),
    textColor: written(text),
  });
  const moved = of(mixed(color, text === white ? black : white));
  return { defaults: of(color), hover: moved, active: moved };
}

function frameColors(color: Rgb) {
  const line = written(onWhite(color, readable));
  const colors = { backgroundColor: written(white), borderColor: line, textColor: line };
  return { defaults: colors, hover: colors, active: colors };
}

const textColor = (color: Rgb) => ({ textColor: written(onWhite(color, readable)) });

/** The colour itself, or black where it could not be seen on white. */
const onWhite = (color: Rgb, contrastMin: number): Rgb =>
  contrastOf(color, white) >= contrastMin ? color : black;

/** A fifth of the way to another colour. */
const mixed = (color: Rgb, other: Rgb): Rgb =>
  color.map((part, at) => Math.round(part + (other[at]! - part) / 5)) as unknown as Rgb;

/** As managed login writes colours: eight digits, the last two of them opacity. */
const written = (color: Rgb): string => `${hexOf(color).slice(1)}ff`;
