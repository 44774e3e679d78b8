import type { Channel, ChannelKind } from '../../../../shared/model/published-procedure.ts';

/** Ways of handing in for which the same text holds. */
export interface ChannelGroup {
  readonly kinds: readonly ChannelKind[];
  /** Null: not known. */
  readonly text: string | null;
}

/** Puts the ways together that have the same text, in the order of the record. Different texts are never merged. */
export function groupChannels(
  channels: readonly Channel[],
  textOf: (channel: Channel) => string | null,
): readonly ChannelGroup[] {
  const groups = new Map<string | null, ChannelKind[]>();
  for (const channel of channels) {
    const text = textOf(channel);
    const kinds = groups.get(text) ?? [];
    if (!kinds.includes(channel.kind)) kinds.push(channel.kind);
    groups.set(text, kinds);
  }
  return [...groups].map(([text, kinds]) => ({ kinds, text }));
}
