import { S3PrefixSizes } from '#stores/prefix-sizes';
import { s3 } from './s3.ts';
import { setting } from './settings.ts';

/** Measures how much customers store. */
export const storageSources = setting('STORAGE_SOURCES').map(
  (settings) => new S3PrefixSizes(s3, settings),
);
