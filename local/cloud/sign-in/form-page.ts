type Language = 'fr' | 'en';

/** Why somebody sees the form again. */
export type FormFault = 'wrong' | 'code_wrong' | 'code_missing' | 'temporary';

type FormPage = {
  language: Language;
  /** Where the form is posted. */
  action: string;
  address?: string;
  asksForCode: boolean;
  fault?: FormFault;
};

const words = {
  fr: {
    title: 'Se connecter',
    address: 'Adresse e-mail',
    password: 'Mot de passe',
    code: 'Code à six chiffres de votre application',
    submit: 'Se connecter',
    local: 'Page de connexion simulée sur cette machine.',
    wrong: 'Adresse e-mail ou mot de passe incorrect.',
    code_wrong: 'Ce code n’est pas le bon. Attendez le suivant et réessayez.',
    code_missing: 'Saisissez aussi le code de votre application.',
    temporary: 'Ce mot de passe est provisoire : il faut en choisir un autre.',
  },
  en: {
    title: 'Sign in',
    address: 'Email address',
    password: 'Password',
    code: 'Six-digit code of your app',
    submit: 'Sign in',
    local: 'A sign-in page that is simulated on this machine.',
    wrong: 'Incorrect email address or password.',
    code_wrong: 'This is not the right code. Wait for the next one and try again.',
    code_missing: 'Type the code of your app as well.',
    temporary: 'This password is temporary: another one must be chosen.',
  },
} as const;

/** As managed login does: `lang` first, then what the browser prefers. */
export const languageOf = (lang: string | null, preferred: string | undefined): Language => {
  if (lang === 'fr' || lang === 'en') return lang;
  return /^fr\b/i.test(preferred ?? '') ? 'fr' : 'en';
};

/** The form that asks for address and password; it works without scripts. */
export function formPage({ language, action, address = '', asksForCode, fault }: FormPage): string {
  const text = words[language];
  const described = fault === undefined ? '' : ' aria-describedby="fault" aria-invalid="true"';
  const code = `
<label for="code">${text.code}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" required>`;
  return page(
    language,
    text.title,
    `<h1>${text.title}</h1>
${fault === undefined ? '' : `<p id="fault" role="alert">${text[fault]}</p>`}
<form method="post" action="${escaped(action)}">
<label for="username">${text.address}</label>
<input id="username" name="username" type="email" autocomplete="username" value="${escaped(address)}" required${described}>
<label for="password">${text.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${described}>${asksForCode ? code : ''}
<button type="submit">${text.submit}</button>
</form>
<p class="note">${text.local}</p>`,
  );
}

/** A page for what cannot be sent back to any client. */
export const errorPage = (language: Language, fault: string): string =>
  page(language, fault, `<h1>${escaped(fault)}</h1>`);

const page = (language: Language, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 24rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
label { display: block; margin-top: 1rem; }
input, button { box-sizing: border-box; width: 100%; min-height: 44px; padding: 0 .75rem; font: inherit; }
button { margin-top: 1.5rem; }
[role=alert] { padding: .75rem; border: 2px solid; }
.note { opacity: .75; }
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
