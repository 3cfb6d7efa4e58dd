import * as z from 'zod';
import { locales } from '#vocabulary/locales';
import type { PeopleKind } from '#vocabulary/sessions';
import type { Stage } from '#vocabulary/stages';

export const signInConfiguration = z
  .strictObject({
    domainPrefix: z
      .string()
      .regex(
        /^(?!.*(aws|amazon|cognito))[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/,
        'up to 40 small letters, digits and dashes, without the words aws, amazon and cognito',
      )
      .optional()
      .describe(
        'the start of the address of the sign-in pages, `<prefix>-<stage>.auth.<region>.amazoncognito.com`; nobody else in the region may have it. By default `peage-` and the number of your AWS account',
      ),
    locale: z
      .enum(locales)
      .default('fr')
      .describe('the language of these pages for a browser that prefers neither of the two'),
  })
  .prefault({});

/** The first part of the host name of the pages for one kind of people. */
export const domainPrefixOf = (
  { domainPrefix }: z.infer<typeof signInConfiguration>,
  { stage, account, kind }: { stage: Stage; account: string; kind: PeopleKind },
): string => {
  const start = `${domainPrefix ?? `peage-${account}`}-${stage}`;
  return kind === 'staff' ? `${start}-staff` : start;
};
