import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Assembly } from '../assembly/assembly.ts';
import type { Credentials } from '../functions/execution-environment.ts';
import { awsCaller } from './aws-call.ts';

export type DestinationsOptions = {
  gatewayUrl: string;
  credentialsFor: (roleArn: string) => Credentials;
};

export type Parcel = {
  /** The message body, and its attributes, all text. */
  body: string;
  attributes?: Record<string, string>;
  /** The object for a bucket. */
  object?: { key: string; body: string };
};

/** On-failure queues and buckets, reached with the role of the failing function. */
export class Destinations {
  private readonly options: DestinationsOptions;
  private assembly: Assembly | undefined;

  constructor(options: DestinationsOptions) {
    this.options = options;
  }

  use(assembly: Assembly): void {
    this.assembly = assembly;
  }

  /** @throws when the role may not send, or the destination's kind is not supported. */
  async send(roleArn: string, destinationArn: string, parcel: Parcel): Promise<void> {
    const resource = this.assembly?.byArn(destinationArn);
    switch (resource?.type) {
      case 'AWS::SQS::Queue':
        return this.sendMessage(roleArn, resource.physicalId, parcel);
      case 'AWS::S3::Bucket':
        return this.putObject(roleArn, resource.physicalId, parcel);
      default:
        throw new Error(`failures cannot be delivered to ${destinationArn} here`);
    }
  }

  private async sendMessage(roleArn: string, queue: string, { body, attributes = {} }: Parcel) {
    const { gatewayUrl: url, credentialsFor } = this.options;
    const { region, account } = this.assembly!;
    const call = awsCaller({ url, region, credentials: credentialsFor(roleArn) });
    await call('sqs', 'AmazonSQS.SendMessage', {
      QueueUrl: `${url}/${account}/${queue}`,
      MessageBody: body,
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [
          name,
          { DataType: 'String', StringValue },
        ]),
      ),
    });
  }

  private async putObject(roleArn: string, bucket: string, { object }: Parcel) {
    if (!object) throw new Error(`this is not written to buckets: ${bucket}`);
    const { gatewayUrl, credentialsFor } = this.options;
    const storage = new S3Client({
      endpoint: gatewayUrl,
      region: this.assembly!.region,
      credentials: credentialsFor(roleArn),
      forcePathStyle: true,
    });
    try {
      const { key: Key, body: Body } = object;
      await storage.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    } finally {
      storage.destroy();
    }
  }
}
