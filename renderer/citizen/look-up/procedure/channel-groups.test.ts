import { expect, test } from 'vitest';
import type { Channel, ChannelKind } from '../../../../shared/model/published-procedure.ts';
import { groupChannels } from './channel-groups.ts';

const channel = (kind: ChannelKind, fee: string | null): Channel => ({
  ...{ kind, fee },
  ...{ timeLimit: null, note: null },
});

test('ways with the same text stand together, different texts never', () => {
  const channels = [channel('direct', '20'), channel('online', '10'), channel('post', '20')];
  expect(groupChannels(channels, ({ fee }) => fee)).toEqual([
    { kinds: ['direct', 'post'], text: '20' },
    { kinds: ['online'], text: '10' },
  ]);
});

test('what is not known is no text', () => {
  const channels = [channel('direct', null), channel('online', 'null')];
  expect(groupChannels(channels, ({ fee }) => fee)).toHaveLength(2);
});
