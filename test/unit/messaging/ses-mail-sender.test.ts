import { SESClient, type SendRawEmailCommandInput } from '@aws-sdk/client-ses';
import { SesMailSender } from '#messaging/ses-mail-sender';
import { readMime } from './read-mime.ts';

const mail = {
  from: 'shop@example.org',
  to: 'buyer@example.org',
  subject: 'Bonjour',
  html: '<p>Bonjour</p>',
  text: 'Bonjour',
  messageId: '<m1@example.org>',
  date: new Date('2026-03-01T09:30:00Z'),
};

const sets = { customers: 'peage-dev-customers', shop: 'peage-dev-shop' };
const toBuyer = { id: 'msg_1', isToShop: false };

/** The real client, answered before anything leaves for the network. */
function setup(answer: () => { MessageId: string }) {
  const inputs: SendRawEmailCommandInput[] = [];
  const client = new SESClient({ region: 'eu-west-3' });
  client.middlewareStack.add(
    () => async (args) => {
      inputs.push(args.input as SendRawEmailCommandInput);
      return { output: { ...answer(), $metadata: {} }, response: {} };
    },
    { step: 'initialize' },
  );
  return { inputs, sender: new SesMailSender(client, sets) };
}

test('SES gets the complete message as it will be delivered', async () => {
  const { inputs, sender } = setup(() => ({ MessageId: 'ses-1' }));
  await sender.send(mail, toBuyer);
  expect(inputs).toHaveLength(1);
  const sent = await readMime(inputs[0]?.RawMessage?.Data ?? new Uint8Array());
  expect(sent.to?.value).toMatchObject([{ address: 'buyer@example.org' }]);
  expect(sent.messageId).toBe('<m1@example.org>');
});

test('SES gets one recipient, our mark, and the set of events that tells what becomes of it', async () => {
  const { inputs, sender } = setup(() => ({ MessageId: 'ses-1' }));
  await sender.send(mail, toBuyer);
  await sender.send(mail, { id: 'msg_2', isToShop: true });
  expect(inputs).toMatchObject([
    { ConfigurationSetName: 'peage-dev-customers', Tags: [{ Name: 'message', Value: 'msg_1' }] },
    { ConfigurationSetName: 'peage-dev-shop', Tags: [{ Name: 'message', Value: 'msg_2' }] },
  ]);
});

test('answering machines are told that no person wrote it', async () => {
  const { inputs, sender } = setup(() => ({ MessageId: 'ses-1' }));
  await sender.send(mail, toBuyer);
  const sent = await readMime(inputs[0]?.RawMessage?.Data ?? new Uint8Array());
  expect(sent.headers.get('auto-submitted')).toBe('auto-generated');
});

test('an error of SES is thrown, so that the queue tries again', async () => {
  const { sender } = setup(() => {
    throw new Error('Throttling');
  });
  await expect(sender.send(mail, toBuyer)).rejects.toThrow('Throttling');
});
