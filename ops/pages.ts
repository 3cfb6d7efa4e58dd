import type { ApiPath } from '#vocabulary/paths';
import type { Api } from './api.ts';

/** All items of a list, page after page. */
export async function* pagesOf<Item>(
  api: Api,
  path: ApiPath,
  query: Record<string, string> = {},
): AsyncGenerator<Item> {
  let cursor: string | null = null;
  do {
    const parameters = new URLSearchParams({ limit: '100', ...query, ...(cursor && { cursor }) });
    const page: { data: Item[]; nextCursor: string | null } = await api.ask({
      method: 'GET',
      path: `${path}?${parameters}`,
    });
    yield* page.data;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
