/** The two kinds of people who sign in, each with a user pool: a customer's, and the shop's own. */
export type PeopleKind = 'people' | 'staff';

/**
 * How long somebody stays signed in. Staff may do more harm, so what they carry dies sooner. A
 * rotated refresh token keeps the end of the first one.
 */
export const sessionLives = {
  people: { tokenMinutes: 60, refreshHours: 30 * 24 },
  staff: { tokenMinutes: 15, refreshHours: 12 },
} as const satisfies Record<PeopleKind, { tokenMinutes: number; refreshHours: number }>;
