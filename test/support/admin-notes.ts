import { randomUUID } from 'node:crypto';
import { hourOf } from '#domain/messages/admin-notes';
import { keys } from '#stores/keys';
import { mainTable } from './stored-members.ts';

/** As many as a local cloud's configuration lets out on their own. */
const places = 30;

/** The present one, and the one that may begin while a test runs. */
export const presentHours = (): string[] =>
  [0, 60_000].map((laterMs) => hourOf(new Date(Date.now() + laterMs)));

/** Past the gateway: gives the present hour all its places back, whatever other tests have used. */
export async function freePlacesForNotes(): Promise<void> {
  for (const hour of presentHours()) await putHour(hour, {});
}

/** Past the gateway: leaves an hour no place; this event is the one that sees to its digest. */
export async function takeAllPlaces(hour: string, overBy: string): Promise<void> {
  await putHour(hour, { ids: new Set(Array.from({ length: places }, () => randomUUID())), overBy });
}

const putHour = async (hour: string, item: object) =>
  (await mainTable()).write({ put: { key: keys.notesOf(hour), item: { ...item } } });
