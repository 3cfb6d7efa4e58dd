import fc from 'fast-check';

/** Where the product's customers live, and zones that are hard. */
const zones = [
  'Europe/Paris',
  'Africa/Abidjan',
  'Africa/Dakar',
  'Africa/Douala',
  'Indian/Reunion',
  'Indian/Mayotte',
  'America/Martinique',
  'America/Guadeloupe',
  'America/Cayenne',
  'America/Miquelon',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Wallis',
  // Quarters of an hour, the two ends of the day, and clocks that change at midnight.
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Pacific/Auckland',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Santiago',
  'America/Havana',
  'Australia/Lord_Howe',
  'UTC',
] as const;

export const aZone = fc.constantFrom(...zones);

export const aMoment = fc.date({
  min: new Date('2026-01-01'),
  max: new Date('2032-01-01'),
  noInvalidDate: true,
});
