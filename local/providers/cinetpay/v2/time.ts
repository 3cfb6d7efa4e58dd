/** A time as the legacy generation writes it: `2026-11-21 10:00:00`, in Abidjan's time, which is UTC. */
export function writeTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}
