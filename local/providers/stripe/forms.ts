/** A form-encoded value with its brackets unfolded: `a[b][0]=c` → `{ a: { b: ['c'] } }`. */
export type FormValue = string | FormValue[] | Form;
export type Form = {
  [name: string]: FormValue;
};

/** Reads a form-encoded body or query as Stripe does: nested by brackets, every leaf a string. */
export function parseForm(text: string): Form {
  const form = emptyForm();
  for (const [name, value] of new URLSearchParams(text)) put(form, pathOf(name), value);
  return withArrays(form) as Form;
}

export function isForm(value: FormValue | undefined): value is Form {
  return typeof value === 'object' && !Array.isArray(value);
}

/** No prototype, so that a parameter named `constructor` is merely unknown. */
function emptyForm(): Form {
  return Object.create(null) as Form;
}

function pathOf(name: string): string[] {
  const [head = ''] = name.split('[', 1);
  const inBrackets = [...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  return [head, ...inBrackets];
}

function put(form: Form, path: string[], value: string): void {
  let at = form;
  for (const [depth, part] of path.entries()) {
    const key = part === '' ? String(Object.keys(at).length) : part;
    if (depth === path.length - 1) {
      at[key] = value;
      return;
    }
    const next = at[key];
    if (!isForm(next)) at[key] = emptyForm();
    at = at[key] as Form;
  }
}

function withArrays(value: FormValue): FormValue {
  if (!isForm(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withArrays(inner)] as const);
  const isArray = entries.length > 0 && entries.every(([key], index) => key === String(index));
  if (isArray) return entries.map(([, inner]) => inner);
  return Object.assign(emptyForm(), Object.fromEntries(entries));
}
