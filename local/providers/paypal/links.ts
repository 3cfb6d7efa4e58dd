/** A HATEOAS link, as every PayPal object carries them. */
export type Link = {
  href: string;
  rel: string;
  method: 'GET' | 'POST';
};

export function get(href: string, rel = 'self'): Link {
  return { href, rel, method: 'GET' };
}

export function post(href: string, rel: string): Link {
  return { href, rel, method: 'POST' };
}
